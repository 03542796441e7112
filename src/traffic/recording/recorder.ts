import { once } from "node:events";
import { createWriteStream, type WriteStream } from "node:fs";
import { endToEnd } from "../header-list.ts";
import type { KeptBody } from "../kept-body.ts";
import type { Outcome, RequestHead } from "../request-head.ts";
import { type RecordedRequest, type RecordingHead, recordingVersion } from "./format.ts";
import { type BodyRecord, scrubBody } from "./scrub-body.ts";
import { scrubHeaders, scrubPath } from "./scrub-text.ts";

/** A recording under way. */
export interface Recorder {
  readonly file: string;
  /** Requests that are in the file, or will be at once. */
  recorded(): number;
  /** Requests that were let go, since the disk was too slow or is full. */
  skipped(): number;
  write(head: RequestHead, body: KeptBody | undefined, outcome: Outcome): void;
  /** Resolves when everything is in the file. */
  close(): Promise<void>;
}

/** Bytes that may wait for the disk: traffic is never held up for its recording. */
const highWater = 16 * 1024 * 1024;

/** Begins a recording in a new file that only this user can read. Rejects with EEXIST when it is there. */
export async function openRecorder(file: string): Promise<Recorder> {
  const stream = createWriteStream(file, { flags: "wx", mode: 0o600 });
  await once(stream, "open");
  const startedAt = Date.now();
  let isBroken = false;
  let recorded = 0;
  let skipped = 0;
  stream.on("error", () => {
    isBroken = true;
  });
  const head: RecordingHead = {
    format: "heroku-workbench-traffic",
    version: recordingVersion,
    startedAt: new Date(startedAt).toISOString(),
  };
  stream.write(`${JSON.stringify(head)}\n`);
  return {
    file,
    recorded: () => recorded,
    skipped: () => skipped,
    write(request, body, outcome) {
      // What came before the recording began has no place in its time.
      if (request.at < startedAt) return;
      if (isBroken || stream.writableLength > highWater) {
        skipped++;
        return;
      }
      recorded++;
      stream.write(`${JSON.stringify(record(request, body, outcome, startedAt))}\n`);
    },
    close: () => closed(stream),
  };
}

function record(
  request: RequestHead,
  body: KeptBody | undefined,
  outcome: Outcome,
  startedAt: number,
): RecordedRequest {
  const { firstByte, service } = outcome;
  return {
    at: request.at - startedAt,
    id: request.requestId,
    method: request.method,
    path: scrubPath(request.path),
    headers: scrubHeaders(endToEnd(request.rawHeaders, ["content-length", "expect"])),
    body: body ? bodyRecord(request, body) : null,
    ...(request.isUpgrade ? { upgrade: true as const } : {}),
    answer: { ...outcome, firstByte: firstByte === null ? null : tenths(firstByte), service: tenths(service) },
  };
}

function bodyRecord({ rawHeaders }: RequestHead, body: KeptBody): BodyRecord | null {
  if (body.size() === 0 && body.isComplete()) return null;
  const bytes = body.bytes();
  if (!body.isComplete()) return { omitted: "incomplete", bytes: body.size() };
  return bytes === undefined ? { omitted: "too long", bytes: body.size() } : scrubBody(bytes, rawHeaders);
}

function tenths(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}

async function closed(stream: WriteStream): Promise<void> {
  if (stream.closed) return;
  stream.end();
  await once(stream, "close").catch(() => {});
}
