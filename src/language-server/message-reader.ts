import type { Readable } from "node:stream";
import { type DataCallback, Emitter, ErrorCodes, type MessageReader, type PartialMessageInfo } from "vscode-jsonrpc";

export interface Refusal {
  readonly code: number;
  readonly message: string;
}

const longestHeader = 8192;
const longestBody = 256 * 1024 * 1024;
const separator = Buffer.from("\r\n\r\n");

/**
 * Reads LSP's base protocol and finds its way again after garbage: what is no message is told to `refuse`, and reading
 * goes on at the next `Content-Length`.
 */
export function createMessageReader(input: Readable, refuse: (refusal: Refusal) => void): MessageReader {
  const errors = new Emitter<Error>();
  const closed = new Emitter<void>();
  const partial = new Emitter<PartialMessageInfo>();
  return {
    onError: errors.event,
    onClose: closed.event,
    onPartialMessage: partial.event,
    listen(callback) {
      const take = splitMessages((body) => deliver(body, callback, refuse), refuse);
      input.on("data", take);
      input.on("error", (error) => errors.fire(error));
      input.on("close", () => closed.fire());
      return { dispose: () => input.off("data", take) };
    },
    dispose() {
      for (const emitter of [errors, closed, partial]) emitter.dispose();
    },
  };
}

/** Puts chunks together, without copying a long body more than once. */
function splitMessages(deliverBody: (body: Buffer) => void, refuse: (refusal: Refusal) => void) {
  let chunks: Buffer[] = [];
  let size = 0;
  let wanted: number | undefined;
  const join = () => (chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks));
  const keep = (rest: Buffer) => {
    chunks = rest.length > 0 ? [rest] : [];
    size = rest.length;
  };
  const nextHeader = (): boolean => {
    const bytes = join();
    const end = bytes.indexOf(separator);
    if (end === -1) {
      keep(bytes.length > longestHeader ? bytes.subarray(-longestHeader) : bytes);
      return false;
    }
    const header = bytes.toString("latin1", Math.max(0, end - longestHeader), end);
    keep(bytes.subarray(end + separator.length));
    wanted = bodyLength(header, refuse);
    return true;
  };
  const nextBody = (length: number): boolean => {
    if (size < length) return false;
    const bytes = join();
    keep(bytes.subarray(length));
    wanted = undefined;
    deliverBody(bytes.subarray(0, length));
    return true;
  };
  return (chunk: Buffer) => {
    chunks.push(chunk);
    size += chunk.length;
    while (wanted === undefined ? size > 0 && nextHeader() : nextBody(wanted));
  };
}

function bodyLength(header: string, refuse: (refusal: Refusal) => void): number | undefined {
  const digits = [...header.matchAll(/content-length:[ \t]*(\d{1,16})/gi)].at(-1)?.[1];
  const length = Number(digits ?? Number.NaN);
  if (length <= longestBody) return length;
  refuse({ code: ErrorCodes.ParseError, message: "A message needs a header Content-Length of at most 256 MB." });
  return undefined;
}

function deliver(body: Buffer, callback: DataCallback, refuse: (refusal: Refusal) => void): void {
  const message = parseJson(body);
  if (message === undefined) {
    refuse({ code: ErrorCodes.ParseError, message: "The message is not JSON in UTF-8." });
    return;
  }
  if (!isMessage(message)) {
    refuse({ code: ErrorCodes.InvalidRequest, message: "The message is no request, notification or response." });
    return;
  }
  callback(message);
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8")) as unknown;
  } catch {
    return undefined;
  }
}

type JsonRpcMessage = Parameters<DataCallback>[0];

function isMessage(value: unknown): value is JsonRpcMessage {
  if (typeof value !== "object" || value === null) return false;
  const { id, method, params, result, error } = value as Record<string, unknown>;
  const hasId = typeof id === "string" || typeof id === "number";
  if (method === undefined) return (hasId || id === null) && (result !== undefined || isObject(error));
  if (typeof method !== "string" || !(hasId || id === undefined)) return false;
  if (params !== undefined && params !== null && typeof params !== "object") return false;
  return method !== "$/cancelRequest" || isCancellation(params);
}

function isCancellation(params: unknown): boolean {
  const id = isObject(params) ? params["id"] : undefined;
  return typeof id === "string" || typeof id === "number";
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
