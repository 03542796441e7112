import { createReadStream } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { checkRecordingHead, parseRecordedRequest, type RecordedRequest } from "./format.ts";

/** A recording, read from its file as it is needed. */
export interface Recording {
  /** Where the requests are, in the order in which they came. */
  readonly places: readonly RecordedPlace[];
  /** Lines that are no requests. */
  readonly unreadable: number;
  read(place: RecordedPlace): Promise<RecordedRequest>;
  close(): Promise<void>;
}

export interface RecordedPlace {
  /** Milliseconds since the recording was begun. */
  readonly at: number;
  /** In bytes. */
  readonly start: number;
  readonly length: number;
}

/** Throws a sentence about a file that is no recording; rejects with the system's error when it cannot be read. */
export async function openRecording(file: string): Promise<Recording> {
  const handle = await open(file);
  try {
    const { places, unreadable } = await placesOf(file);
    return {
      places: places.toSorted((one, other) => one.at - other.at),
      unreadable,
      read: (place) => readPlace(handle, place),
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function placesOf(file: string): Promise<{ places: RecordedPlace[]; unreadable: number }> {
  const places: RecordedPlace[] = [];
  let unreadable = 0;
  let isFirst = true;
  for await (const { line, start } of linesOf(file)) {
    const text = line.toString("utf8");
    if (isFirst) {
      const mistake = checkRecordingHead(text);
      if (mistake !== undefined) throw new Error(`${file} ${mistake}`);
      isFirst = false;
      continue;
    }
    const request = parseRecordedRequest(text);
    if (request) places.push({ at: request.at, start, length: line.length });
    else unreadable++;
  }
  if (isFirst) throw new Error(`${file} is empty.`);
  return { places, unreadable };
}

async function readPlace(handle: FileHandle, { start, length }: RecordedPlace): Promise<RecordedRequest> {
  const bytes = Buffer.alloc(length);
  await handle.read(bytes, 0, length, start);
  const request = parseRecordedRequest(bytes.toString("utf8"));
  if (!request) throw new Error("The recording was changed while it was read.");
  return request;
}

/** Longer than any line that a recorder writes: what has none is no recording. */
const longestLine = 16 * 1024 * 1024;

async function* linesOf(file: string): AsyncGenerator<{ line: Buffer; start: number }> {
  let pieces: Buffer[] = [];
  let length = 0;
  let start = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer>) {
    let at = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, at)) {
      const line = Buffer.concat([...pieces, chunk.subarray(at, end)]);
      yield { line, start };
      start += line.length + 1;
      pieces = [];
      length = 0;
      at = end + 1;
    }
    if (at < chunk.length) pieces.push(chunk.subarray(at));
    length += chunk.length - at;
    if (length > longestLine) throw new Error(`${file} is no recording of traffic.`);
  }
  if (length > 0) yield { line: Buffer.concat(pieces), start };
}
