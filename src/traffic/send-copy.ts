import { type Agent, request as httpRequest, type IncomingMessage, type RequestOptions } from "node:http";
import { request as httpsRequest } from "node:https";
import { endToEnd, type HeaderList } from "./header-list.ts";
import { connectionOptions } from "./loopback.ts";

/** A request to be sent to another server than the one that it was meant for. */
export interface Copy {
  readonly method: string;
  readonly path: string;
  readonly headers: HeaderList;
  /** Undefined without one. */
  readonly body: Buffer | undefined;
}

/** Times in milliseconds since it was sent. */
export interface CopyAnswer {
  readonly status: number;
  readonly firstByte: number;
  readonly service: number;
  readonly bytes: number;
}

export interface CopyOptions {
  /** A server; its path is not looked at. */
  readonly to: URL;
  readonly agent: Agent;
  /** For the whole answer, in milliseconds. */
  readonly timeout: number;
  readonly signal?: AbortSignal | undefined;
}

/** Sends a request and throws the answer's body away. `Host` is the target's. Rejects with the system's error. */
export async function sendCopy(copy: Copy, options: CopyOptions): Promise<CopyAnswer> {
  const limit = AbortSignal.timeout(options.timeout);
  const signal = options.signal ? AbortSignal.any([limit, options.signal]) : limit;
  try {
    return await send(copy, options, signal);
  } catch (error) {
    throw limit.aborted ? new Error(`no answer within ${options.timeout / 1000} s`) : error;
  }
}

/** What can be asked twice, should the other side close a connection in that moment. All else gets a new one. */
const repeatable = new Set(["GET", "HEAD", "OPTIONS"]);

async function send(
  copy: Copy,
  options: CopyOptions,
  signal: AbortSignal,
  isOnKept = repeatable.has(copy.method),
): Promise<CopyAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<CopyAnswer>();
  const { protocol } = options.to;
  const begun = performance.now();
  const outgoing = (protocol === "https:" ? httpsRequest : httpRequest)({
    ...requestOptions(copy, options, signal),
    agent: isOnKept ? options.agent : false,
  });
  outgoing.once("response", (incoming) => void receive(incoming, begun).then(resolve, reject));
  outgoing.once("error", (error: NodeJS.ErrnoException) => {
    if (outgoing.reusedSocket && !signal.aborted) send(copy, options, signal, false).then(resolve, reject);
    else reject(error);
  });
  outgoing.end(copy.body);
  return promise;
}

async function receive(incoming: IncomingMessage, begun: number): Promise<CopyAnswer> {
  const firstByte = performance.now() - begun;
  let bytes = 0;
  for await (const chunk of incoming) bytes += (chunk as Buffer).length;
  return { status: incoming.statusCode ?? 0, firstByte, service: performance.now() - begun, bytes };
}

function requestOptions(copy: Copy, { to }: CopyOptions, signal: AbortSignal): RequestOptions {
  const { method, path, headers, body } = copy;
  const length = body ? ["Content-Length", String(body.length)] : [];
  return {
    ...connectionOptions(to),
    host: to.hostname.replace(/^\[|\]$/g, ""),
    port: to.port || (to.protocol === "https:" ? 443 : 80),
    method,
    path,
    headers: ["Host", to.host, ...endToEnd(headers, ["host", "content-length", "expect"]), ...length],
    signal,
  };
}
