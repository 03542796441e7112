import { type HeaderList, joined } from "../header-list.ts";
import { readOrigin } from "../origin.ts";
import type { RequestHead } from "../request-head.ts";

/** Where copies of the requests go. */
export interface DuplicateTarget {
  /** `https://staging.example.com`, without a path. */
  readonly url: string;
  /** 0 to 100 of the requests; all unless given. */
  readonly percent?: number;
  /** Regular expression that the path with its query must match. */
  readonly path?: string;
  /** Regular expressions by lower-case header name; all must match. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A target that can be sent to. */
export interface CheckedTarget {
  readonly target: DuplicateTarget;
  readonly url: URL;
  /** By its filters; the percentage is asked of `random`, from 0 to 1. */
  wants(head: RequestHead, random: () => number): boolean;
}

export type TargetReading =
  | { readonly kind: "read"; readonly target: CheckedTarget }
  /** A sentence that names the mistake. */
  | { readonly kind: "invalid"; readonly message: string };

/** Marks a copy, so that two routers that copy to each other do not do so for ever. */
export const copyHeader = "X-Traffic-Duplicate";

export function checkTarget(target: DuplicateTarget): TargetReading {
  const origin = readOrigin(target.url);
  if (origin.kind === "invalid") return origin;
  const { percent = 100, path = "", headers = {} } = target;
  if (!(percent >= 0 && percent <= 100)) return invalid(`percent takes a number from 0 to 100, not ${percent}.`);
  try {
    const pathPattern = new RegExp(path);
    const patterns = Object.entries(headers).map(([name, text]) => [name.toLowerCase(), new RegExp(text)] as const);
    const matches = (list: HeaderList): boolean =>
      patterns.every(([name, pattern]) => pattern.test(joined(list, name)));
    return {
      kind: "read",
      target: {
        target,
        url: origin.url,
        wants: ({ path: asked, rawHeaders, isUpgrade }, random) =>
          !isUpgrade &&
          pathPattern.test(asked) &&
          matches(rawHeaders) &&
          joined(rawHeaders, copyHeader.toLowerCase()) === "" &&
          (percent === 100 || random() * 100 < percent),
      },
    };
  } catch (error) {
    return invalid(`A filter is no regular expression. ${(error as Error).message}`);
  }
}

/** Reads `https://staging.example.com,percent=10,path=^/api/,header=Accept:json`, as a command line has it. */
export function parseDuplicate(text: string): TargetReading {
  const [url = "", ...filters] = text.split(/,(?=(?:percent|path|header)=)/);
  let target: DuplicateTarget = { url };
  for (const filter of filters) {
    const at = filter.indexOf("=");
    const [name, value] = [filter.slice(0, at), filter.slice(at + 1)];
    if (name === "percent" && !/^\d{1,3}(?:\.\d+)?$/.test(value)) {
      return invalid(`percent takes a number from 0 to 100, not ${value}.`);
    }
    if (name === "percent") target = { ...target, percent: Number(value) };
    else if (name === "path") target = { ...target, path: value };
    else {
      const [, header, pattern] = /^([^:\s]+):(.*)$/.exec(value) ?? [];
      if (header === undefined || pattern === undefined) return invalid(`header takes NAME:PATTERN, not ${value}.`);
      target = { ...target, headers: { ...target.headers, [header.toLowerCase()]: pattern } };
    }
  }
  return checkTarget(target);
}

function invalid(message: string): TargetReading {
  return { kind: "invalid", message };
}
