import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { type Copy, sendCopy } from "../send-copy.ts";

/** The way of copies to one target. It takes what it can and drops the rest: nothing ever waits for it. */
export interface CopyLane {
  /** Undefined is a request whose body was too long to be kept. */
  offer(copy: Copy | undefined): void;
  counts(): CopyCounts;
  /** What is under way is broken off. */
  close(): void;
}

export interface CopyCounts {
  /** Answered, with whatever status. */
  readonly sent: number;
  /** Without an answer. */
  readonly failed: number;
  /** Never sent, since the target was too slow or away. */
  readonly dropped: number;
}

export interface LaneLimits {
  readonly atOnce: number;
  readonly queued: number;
  /** Of the bodies in the queue. */
  readonly queuedBytes: number;
  /** For an answer, in milliseconds. */
  readonly timeout: number;
  /** Failures in a row after which a target is left alone, and for how many milliseconds. */
  readonly failures: number;
  readonly rest: number;
}

export const laneLimits: LaneLimits = {
  atOnce: 20,
  queued: 1000,
  queuedBytes: 16 * 1024 * 1024,
  timeout: 30_000,
  failures: 5,
  rest: 5000,
};

export function createCopyLane(to: URL, limits: LaneLimits, onChange: () => void): CopyLane {
  const agent = new (to.protocol === "https:" ? HttpsAgent : HttpAgent)({ keepAlive: true, maxSockets: limits.atOnce });
  const closing = new AbortController();
  const queue: Copy[] = [];
  const counts = { sent: 0, failed: 0, dropped: 0 };
  let queuedBytes = 0;
  let underWay = 0;
  let failuresInRow = 0;
  let restsUntil = 0;

  const sizeOf = ({ body }: Copy): number => body?.length ?? 0;
  const hasRoom = (copy: Copy): boolean =>
    queue.length < limits.queued && queuedBytes + sizeOf(copy) <= limits.queuedBytes && performance.now() >= restsUntil;

  const next = (): void => {
    while (underWay < limits.atOnce) {
      const copy = queue.shift();
      if (!copy) return;
      queuedBytes -= sizeOf(copy);
      underWay++;
      void deliver(copy);
    }
  };

  const deliver = async (copy: Copy): Promise<void> => {
    try {
      await sendCopy(copy, { to, agent, timeout: limits.timeout, signal: closing.signal });
      counts.sent++;
      failuresInRow = 0;
    } catch {
      counts.failed++;
      if (++failuresInRow >= limits.failures) takeRest();
    }
    underWay--;
    onChange();
    if (!closing.signal.aborted) next();
  };

  const takeRest = (): void => {
    restsUntil = performance.now() + limits.rest;
    failuresInRow = 0;
    counts.dropped += queue.length;
    queue.length = 0;
    queuedBytes = 0;
  };

  return {
    offer(copy) {
      if (!copy || !hasRoom(copy)) {
        counts.dropped++;
        onChange();
        return;
      }
      queue.push(copy);
      queuedBytes += sizeOf(copy);
      // The original goes first.
      setImmediate(next);
    },
    counts: () => ({ ...counts }),
    close() {
      queue.length = 0;
      closing.abort();
      agent.destroy();
    },
  };
}
