import type { KeptBody } from "../kept-body.ts";
import type { RequestHead } from "../request-head.ts";
import { type CopyCounts, type CopyLane, createCopyLane, type LaneLimits, laneLimits } from "./copy-lane.ts";
import { type CheckedTarget, copyHeader, type DuplicateTarget } from "./duplicate-target.ts";

/** Sends copies of live requests to other servers, whose answers nobody waits for. */
export interface Duplicator {
  /** Those that stay keep their counts. */
  set(targets: readonly CheckedTarget[]): void;
  /** The targets that want this request; decided once, before its body comes. */
  chosen(head: RequestHead): readonly CopyLane[];
  send(lanes: readonly CopyLane[], head: RequestHead, body: KeptBody): void;
  status(): readonly (DuplicateTarget & CopyCounts)[];
  close(): void;
}

export interface DuplicatorOptions {
  readonly random?: () => number;
  readonly limits?: LaneLimits;
  readonly onChange: () => void;
}

interface Way {
  readonly key: string;
  readonly checked: CheckedTarget;
  readonly lane: CopyLane;
}

export function createDuplicator({
  random = Math.random,
  limits = laneLimits,
  onChange,
}: DuplicatorOptions): Duplicator {
  let ways: readonly Way[] = [];
  const set = (targets: readonly CheckedTarget[]): void => {
    const before = ways;
    ways = targets.map((checked) => {
      const key = JSON.stringify(checked.target);
      const same = before.find((way) => way.key === key);
      return same ?? { key, checked, lane: createCopyLane(checked.url, limits, onChange) };
    });
    for (const way of before) if (!ways.includes(way)) way.lane.close();
  };
  return {
    set,
    chosen: (head) => ways.filter(({ checked }) => checked.wants(head, random)).map(({ lane }) => lane),
    send(lanes, head, body) {
      const bytes = body.bytes();
      for (const lane of lanes) lane.offer(bytes && { ...copyOf(head), body: body.size() === 0 ? undefined : bytes });
    },
    status: () => ways.map(({ checked, lane }) => ({ ...checked.target, ...lane.counts() })),
    close: () => set([]),
  };
}

/** The same request id, so that both logs can be laid side by side. */
function copyOf({ method, path, rawHeaders, requestId }: RequestHead) {
  const headers = rawHeaders.filter((_, at) => rawHeaders[at - (at % 2)]?.toLowerCase() !== "x-request-id");
  return { method, path, headers: [...headers, "X-Request-ID", requestId, copyHeader, "1"] };
}
