import { httpErrors } from "./http-error-codes.ts";
import { loggingErrors } from "./logging-error-codes.ts";
import { runtimeErrors } from "./runtime-error-codes.ts";

/** `info` is no fault: the platform gives it a code for the sake of completeness. */
export type ErrorSeverity = "critical" | "warning" | "info";

/** One entry of the list of error codes, in our words. */
export interface ErrorCodeEntry {
  readonly title: string;
  readonly severity: ErrorSeverity;
  /** One sentence. */
  readonly meaning: string;
  /** What to do about it. */
  readonly remedy: string;
  /** `desc` in the router's line, where it is not the title. */
  readonly desc?: string;
  /** The anchor in the article, where it is not made of code and title. */
  readonly anchor?: string;
}

/** A code with all that a reader of a log may ask about it. */
export interface ErrorCode {
  readonly code: string;
  readonly kind: "http" | "runtime" | "logging";
  readonly title: string;
  readonly severity: ErrorSeverity;
  readonly meaning: string;
  readonly remedy: string;
  /** What the router writes as `desc`. */
  readonly desc: string;
  /** The section of https://devcenter.heroku.com/articles/error-codes. */
  readonly url: string;
}

/** Every code of https://devcenter.heroku.com/articles/error-codes, by name, and two that only old logs have (H16, R11). */
export const errorCodes: ReadonlyMap<string, ErrorCode> = new Map(
  [...named("http", httpErrors), ...named("runtime", runtimeErrors), ...named("logging", loggingErrors)].map(
    (entry) => [entry.code, entry],
  ),
);

/** The code that a message of the platform tells of: `at=error code=H12 …` or `Error R14 (Memory quota exceeded)`. */
export function findErrorCode(message: string): ErrorCode | undefined {
  const found = /\bcode=(H\d\d)\b|\bError ([RL]\d\d) \(/.exec(message);
  return errorCodes.get(found?.[1] ?? found?.[2] ?? "");
}

function named(kind: ErrorCode["kind"], entries: Readonly<Record<string, ErrorCodeEntry>>): ErrorCode[] {
  return Object.entries(entries).map(([code, { desc, anchor, ...entry }]) => ({
    ...entry,
    code,
    kind,
    desc: desc ?? entry.title,
    url: `https://devcenter.heroku.com/articles/error-codes#${anchor ?? slug(`${code} ${entry.title}`)}`,
  }));
}

function slug(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]+/g, "-");
}
