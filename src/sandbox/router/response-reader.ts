import { badChunk, bodyGoesOn, type ChunkedReader, createChunkedReader } from "./chunked-reader.ts";
import { type Fault, fault } from "./faults.ts";
import { parseResponseHead, type ResponseHead } from "./response-head.ts";

/** Who reads the answer to one request. */
export interface ResponseListener {
  /** A 1xx other than 101. */
  information(head: ResponseHead): void;
  head(head: ResponseHead): void;
  /** A 101; `rest` is what already came in the new protocol. Nothing is read after it. */
  switched(head: ResponseHead, rest: Buffer | undefined): void;
  body(chunk: Buffer): void;
  /** The answer is complete; `last` is the rest of the body where it came in one piece. */
  end(last: Buffer | undefined, trailers: readonly string[]): void;
  broken(why: Fault): void;
}

/** Reads one answer after the other out of the bytes of a connection. */
export interface ResponseReader {
  begin(method: string, listener: ResponseListener): void;
  read(chunk: Buffer): void;
  /** The dyno sends no more. */
  close(): void;
  /** An answer is expected or under way. */
  busy(): boolean;
  /** Not busy, and the connection can carry another answer. */
  reusable(): boolean;
  /** True when a byte of the present answer has come. */
  begun(): boolean;
}

type State =
  | { readonly kind: "idle" }
  | { readonly kind: "head"; held: Buffer | undefined; begun: boolean }
  | { readonly kind: "length"; left: number; readonly keepAlive: boolean }
  | { readonly kind: "chunked"; readonly chunks: ChunkedReader; readonly keepAlive: boolean }
  | { readonly kind: "raw" };

interface Reading {
  state: State;
  method: string;
  listener: ResponseListener | undefined;
}

const headLimit = 512 * 1024;
/** Told apart by identity: only the first can carry another answer. */
const reusable: State = { kind: "idle" };
const spent: State = { kind: "idle" };
const raw: State = { kind: "raw" };
const noTrailers: readonly string[] = [];

export function createResponseReader(): ResponseReader {
  const reading: Reading = { state: reusable, method: "", listener: undefined };
  return {
    read: (chunk) => read(reading, chunk),
    begin(method, listener) {
      reading.method = method;
      reading.listener = listener;
      reading.state = { kind: "head", held: undefined, begun: false };
    },
    close() {
      const { state } = reading;
      if (state.kind === "raw") end(reading, undefined, noTrailers, false);
      else if (state.kind === "head" && !state.begun) broken(reading, fault("H13"));
      else if (state.kind !== "idle") broken(reading, fault("H18"));
      reading.state = spent;
    },
    busy: () => reading.state.kind !== "idle",
    reusable: () => reading.state === reusable,
    begun: () => reading.state.kind !== "head" || reading.state.begun,
  };
}

function read(reading: Reading, chunk: Buffer): void {
  const { state } = reading;
  if (state.kind === "head") readHead(reading, chunk, state.held);
  else if (state.kind === "length") readLength(reading, chunk, state);
  else if (state.kind === "chunked") readChunks(reading, chunk, state);
  else if (state.kind === "raw") reading.listener?.body(chunk);
  else reading.state = spent;
}

function readHead(reading: Reading, chunk: Buffer, held: Buffer | undefined): void {
  const bytes = held ? Buffer.concat([held, chunk]) : chunk;
  const [headEnd, bodyStart] = endOfHead(bytes);
  if (headEnd < 0) {
    if (bytes.length > headLimit) broken(reading, fault("H25", "oversized header"));
    else reading.state = { kind: "head", held: bytes, begun: true };
    return;
  }
  const head = parseResponseHead(bytes.toString("latin1", 0, headEnd), reading.method);
  const rest = bodyStart < bytes.length ? bytes.subarray(bodyStart) : undefined;
  if ("code" in head) broken(reading, head);
  else if (head.status === 101) switched(reading, head, rest);
  else if (head.status < 200) information(reading, head, rest);
  else startBody(reading, head, rest);
}

function switched(reading: Reading, head: ResponseHead, rest: Buffer | undefined): void {
  reading.state = spent;
  reading.listener?.switched(head, rest);
}

function information(reading: Reading, head: ResponseHead, rest: Buffer | undefined): void {
  reading.state = { kind: "head", held: undefined, begun: false };
  reading.listener?.information(head);
  if (rest) read(reading, rest);
}

function startBody(reading: Reading, head: ResponseHead, rest: Buffer | undefined): void {
  const { framing, keepAlive } = head;
  const left = framing.kind === "length" ? framing.length : 0;
  if (framing.kind === "close") reading.state = raw;
  else if (framing.kind === "chunked") reading.state = { kind: "chunked", chunks: createChunkedReader(), keepAlive };
  else reading.state = { kind: "length", left, keepAlive };
  reading.listener?.head(head);
  if (reading.state.kind === "length" && left === 0) end(reading, undefined, noTrailers, keepAlive && !rest);
  else if (rest) read(reading, rest);
}

function readLength(reading: Reading, chunk: Buffer, body: { left: number; keepAlive: boolean }): void {
  if (chunk.length < body.left) {
    body.left -= chunk.length;
    reading.listener?.body(chunk);
  } else if (chunk.length === body.left) end(reading, chunk, noTrailers, body.keepAlive);
  else end(reading, chunk.subarray(0, body.left), noTrailers, false);
}

function readChunks(reading: Reading, chunk: Buffer, body: { chunks: ChunkedReader; keepAlive: boolean }): void {
  const at = body.chunks.read(chunk, (data) => reading.listener?.body(data));
  if (at === badChunk) broken(reading, fault("H17"));
  else if (at !== bodyGoesOn) end(reading, undefined, body.chunks.trailers, body.keepAlive && at === chunk.length);
}

function end(reading: Reading, last: Buffer | undefined, trailers: readonly string[], keepAlive: boolean): void {
  reading.state = keepAlive ? reusable : spent;
  reading.listener?.end(last, trailers);
}

function broken(reading: Reading, why: Fault): void {
  reading.state = spent;
  reading.listener?.broken(why);
}

/** Where the head ends and where the body starts; lines may end without a carriage return. */
function endOfHead(bytes: Buffer): [headEnd: number, bodyStart: number] {
  const usual = bytes.indexOf("\r\n\r\n");
  if (usual >= 0) return [usual, usual + 4];
  const bare = /\r?\n\r?\n/.exec(bytes.toString("latin1", 0, headLimit));
  return bare ? [bare.index, bare.index + bare[0].length] : [-1, -1];
}
