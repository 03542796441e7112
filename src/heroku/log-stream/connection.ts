import type { HerokuClient } from "../client.ts";
import { networkError, timeoutError } from "../errors.ts";
import { refusal } from "../refusal.ts";
import type { TransportResponse } from "../transport.ts";

export interface LogConnection {
  readonly contentType: string | null;
  /** Text as it arrives, never cut inside a character. Throws a `HerokuError` when the connection breaks. */
  readonly text: AsyncIterable<string>;
}

/** Opens a log session's stream. Throws a `HerokuError`; a session that has expired is a 403 or 404. */
export async function connect(
  { streams }: HerokuClient,
  url: string,
  { lastEventId, signal }: { readonly lastEventId: string | undefined; readonly signal: AbortSignal },
): Promise<LogConnection> {
  const headers: Record<string, string> = { Accept: "text/event-stream", "User-Agent": streams.userAgent };
  if (lastEventId !== undefined) headers["Last-Event-ID"] = lastEventId;
  const response = await whenAnswered(signal, (ended) =>
    streams.transport({ method: "GET", url, headers, signal: ended }).catch((cause) => {
      throw networkError({ request, host: new URL(url).host, cause });
    }),
  );
  if (response.status !== 200) throw await refusal(response, { request, requestId: requestIdOf(response) });
  return { contentType: response.headers.get("content-type"), text: decode(response, new URL(url).host) };
}

/** The URL of a log session is a secret: errors call it by this name. */
const request = "GET log stream";
const answerTimeout = 30_000;

/** Bounds the time to the first answer; what follows may be silent for hours. */
async function whenAnswered<T>(signal: AbortSignal, start: (ended: AbortSignal) => Promise<T>): Promise<T> {
  const late = new AbortController();
  const { promise, reject } = rejection();
  const timer = setTimeout(() => {
    reject(timeoutError(request, answerTimeout));
    late.abort();
  }, answerTimeout);
  try {
    return await Promise.race([promise, start(AbortSignal.any([signal, late.signal]))]);
  } finally {
    clearTimeout(timer);
  }
}

function rejection(): { promise: Promise<never>; reject: (reason: Error) => void } {
  let reject: (reason: Error) => void = () => undefined;
  const promise = new Promise<never>((_, no) => {
    reject = no;
  });
  return { promise, reject };
}

async function* decode({ body }: TransportResponse, host: string): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  try {
    for await (const chunk of body ?? []) yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  } catch (cause) {
    throw networkError({ request, host, cause });
  }
}

function requestIdOf(response: TransportResponse): string {
  return response.headers.get("request-id") ?? "";
}
