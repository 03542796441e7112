import { type Fault, fault } from "../../logs/router-fault.ts";
import { badChunk, bodyGoesOn, type ChunkedReader, createChunkedReader } from "./chunked-reader.ts";
import { parseResponseHead, type ResponseHead } from "./response-head.ts";

/** Who reads answers; `context` is what `begin` was given, so that one listener serves every exchange. */
export interface ResponseListener<Context> {
  /** A 1xx other than 101. */
  information(context: Context, head: ResponseHead): void;
  head(context: Context, head: ResponseHead): void;
  /** A 101; `rest` is what already came in the new protocol. Nothing is read after it. */
  switched(context: Context, head: ResponseHead, rest: Buffer | undefined): void;
  body(context: Context, chunk: Buffer): void;
  /** The answer is complete; `last` is the rest of the body where it came in one piece. */
  end(context: Context, last: Buffer | undefined, trailers: readonly string[]): void;
  broken(context: Context, why: Fault): void;
}

/** Reads one answer after the other out of the bytes of a connection. */
export interface ResponseReader<Context> {
  begin(method: string, context: Context): void;
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
  | { readonly kind: "head"; readonly held: Buffer | undefined; readonly begun: boolean }
  | { readonly kind: "length"; left: number; readonly keepAlive: boolean }
  | { readonly kind: "chunked"; readonly chunks: ChunkedReader; readonly keepAlive: boolean }
  | { readonly kind: "raw" };

interface Reading<Context> {
  readonly listener: ResponseListener<Context>;
  state: State;
  method: string;
  context: Context;
}

const headLimit = 512 * 1024;
/** Told apart by identity: only the first can carry another answer. */
const reusable: State = { kind: "idle" };
const spent: State = { kind: "idle" };
const awaited: State = { kind: "head", held: undefined, begun: false };
const raw: State = { kind: "raw" };
const noTrailers: readonly string[] = [];

/** `first` and `method` are of the first exchange; `begin` starts each further one. */
export function createResponseReader<Context>(
  listener: ResponseListener<Context>,
  method: string,
  first: Context,
): ResponseReader<Context> {
  const reading: Reading<Context> = { listener, state: awaited, method, context: first };
  return {
    read: (chunk) => read(reading, chunk),
    begin(method, context) {
      reading.method = method;
      reading.context = context;
      reading.state = awaited;
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

function read<Context>(reading: Reading<Context>, chunk: Buffer): void {
  const { state } = reading;
  if (state.kind === "head") readHead(reading, chunk, state.held);
  else if (state.kind === "length") readLength(reading, chunk, state);
  else if (state.kind === "chunked") readChunks(reading, chunk, state);
  else if (state.kind === "raw") reading.listener.body(reading.context, chunk);
  else reading.state = spent;
}

function readHead<Context>(reading: Reading<Context>, chunk: Buffer, held: Buffer | undefined): void {
  const bytes = held ? Buffer.concat([held, chunk]) : chunk;
  const [headEnd, bodyStart] = endOfHead(bytes);
  if (headEnd < 0) {
    if (bytes.length > headLimit) broken(reading, fault("H25", "oversized header"));
    else reading.state = { kind: "head", held: bytes, begun: true };
    return;
  }
  const head = parseResponseHead(headText(bytes, headEnd), reading.method);
  const rest = bodyStart < bytes.length ? bytes.subarray(bodyStart) : undefined;
  if ("code" in head) broken(reading, head);
  else if (head.status === 101) switched(reading, head, rest);
  else if (head.status < 200) information(reading, head, rest);
  else startBody(reading, head, rest);
}

function switched<Context>(reading: Reading<Context>, head: ResponseHead, rest: Buffer | undefined): void {
  reading.state = spent;
  reading.listener.switched(reading.context, head, rest);
}

function information<Context>(reading: Reading<Context>, head: ResponseHead, rest: Buffer | undefined): void {
  reading.state = awaited;
  reading.listener.information(reading.context, head);
  if (rest) read(reading, rest);
}

function startBody<Context>(reading: Reading<Context>, head: ResponseHead, rest: Buffer | undefined): void {
  const { framing, keepAlive } = head;
  const left = framing.kind === "length" ? framing.length : 0;
  if (framing.kind === "close") reading.state = raw;
  else if (framing.kind === "chunked") reading.state = { kind: "chunked", chunks: createChunkedReader(), keepAlive };
  else reading.state = { kind: "length", left, keepAlive };
  reading.listener.head(reading.context, head);
  if (reading.state.kind === "length" && left === 0) end(reading, undefined, noTrailers, keepAlive && !rest);
  else if (rest) read(reading, rest);
}

function readLength<Context>(
  reading: Reading<Context>,
  chunk: Buffer,
  body: { left: number; keepAlive: boolean },
): void {
  if (chunk.length < body.left) {
    body.left -= chunk.length;
    reading.listener.body(reading.context, chunk);
  } else if (chunk.length === body.left) end(reading, chunk, noTrailers, body.keepAlive);
  else end(reading, chunk.subarray(0, body.left), noTrailers, false);
}

function readChunks<Context>(
  reading: Reading<Context>,
  chunk: Buffer,
  body: { chunks: ChunkedReader; keepAlive: boolean },
): void {
  const at = body.chunks.read(chunk, (data) => reading.listener.body(reading.context, data));
  if (at === badChunk) broken(reading, fault("H17"));
  else if (at !== bodyGoesOn) end(reading, undefined, body.chunks.trailers, body.keepAlive && at === chunk.length);
}

function end<Context>(
  reading: Reading<Context>,
  last: Buffer | undefined,
  trailers: readonly string[],
  keepAlive: boolean,
): void {
  reading.state = keepAlive ? reusable : spent;
  reading.listener.end(reading.context, last, trailers);
}

function broken<Context>(reading: Reading<Context>, why: Fault): void {
  reading.state = spent;
  reading.listener.broken(reading.context, why);
}

/** Where the last line of the head ends and where the body starts; lines may end without a carriage return. */
function endOfHead(bytes: Buffer): [headEnd: number, bodyStart: number] {
  const usual = bytes.indexOf("\r\n\r\n");
  if (usual >= 0) return [usual + 2, usual + 4];
  const bare = /\n\r?\n/.exec(bytes.toString("latin1", 0, headLimit));
  return bare ? [bare.index + 1, bare.index + bare[0].length] : [-1, -1];
}

/** The head with the line ends that HTTP wants. */
function headText(bytes: Buffer, headEnd: number): string {
  const text = bytes.toString("latin1", 0, headEnd);
  return bytes[headEnd - 2] === carriageReturn ? text : text.replace(/\r?\n/g, "\r\n");
}

const carriageReturn = 13;
