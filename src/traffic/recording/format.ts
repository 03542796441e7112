import type { BodyRecord } from "./scrub-body.ts";

/** The first line of a recording. */
export interface RecordingHead {
  readonly format: "heroku-workbench-traffic";
  readonly version: 1;
  /** ISO 8601; `at` of the requests counts from here. */
  readonly startedAt: string;
}

/** One request, a line of a recording. Lines come in the order in which the answers ended. */
export interface RecordedRequest {
  /** Milliseconds since the recording was begun. */
  readonly at: number;
  readonly id: string;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Null without one. */
  readonly body: BodyRecord | null;
  /** It became a WebSocket or the like, whose bytes are not recorded. */
  readonly upgrade?: true;
  readonly answer: RecordedAnswer;
}

export interface RecordedAnswer {
  readonly status: number;
  /** Milliseconds until the first byte; null without one. */
  readonly firstByte: number | null;
  /** Milliseconds until the last byte. */
  readonly service: number;
  /** Of the body. */
  readonly bytes: number;
  /** The router's error code, such as `H12`. */
  readonly code: string | null;
}

export const recordingVersion = 1;

/** Reads a first line. The result is a sentence when it is none, or one of another version. */
export function checkRecordingHead(line: string): string | undefined {
  const head = parsed(line);
  if (head?.["format"] !== "heroku-workbench-traffic") return "is no recording of traffic.";
  if (head["version"] === recordingVersion) return undefined;
  return `is a recording of version ${head["version"]}; this program reads version ${recordingVersion}.`;
}

/** Undefined for a line that is no request, such as the last one of a recorder that was killed. */
export function parseRecordedRequest(line: string): RecordedRequest | undefined {
  const value = parsed(line);
  if (!value || typeof value["at"] !== "number" || !Number.isFinite(value["at"])) return undefined;
  const { method, path, headers, answer } = value;
  const isWhole =
    typeof method === "string" &&
    /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(method) &&
    typeof path === "string" &&
    Array.isArray(headers) &&
    headers.every(isPair) &&
    isAnswer(answer);
  return isWhole ? (value as unknown as RecordedRequest) : undefined;
}

function isPair(value: unknown): boolean {
  return Array.isArray(value) && typeof value[0] === "string" && typeof value[1] === "string";
}

function isAnswer(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { status, service } = value as Record<string, unknown>;
  return typeof status === "number" && typeof service === "number";
}

function parsed(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
