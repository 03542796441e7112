import { randomUUID } from "node:crypto";
import { readBody } from "./body.ts";
import type { ApiRequest } from "./client.ts";
import type { Clock } from "./clock.ts";
import { isHerokuError, networkError } from "./errors.ts";
import type { CachedAnswer, CacheKey, GetCache } from "./get-cache.ts";
import { parseJson } from "./json.ts";
import { refusal } from "./refusal.ts";
import type { Transport, TransportResponse } from "./transport.ts";

/** One answer of the platform with status 2xx, or 304 resolved from the cache. */
export interface Answer<T> {
  /** `GET /apps/demo` */
  readonly request: string;
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  /** Undefined when the answer had none. */
  readonly body: T;
  readonly requestId: string;
  /** The platform said that nothing has changed. */
  readonly unchanged: boolean;
}

export interface ExchangeOptions {
  readonly apiUrl: string;
  /** The header's value. */
  readonly authorization: () => string;
  readonly account: string;
  readonly transport: Transport;
  readonly userAgent: string;
  readonly cache: GetCache;
  readonly clock: Clock;
  readonly random: () => number;
}

/** The way of one call to the platform and back: headers, cache, retries, errors. */
export function createExchange(options: ExchangeOptions) {
  let remaining: number | undefined;

  async function once<T>(call: ApiRequest, requestId: string, signal: AbortSignal): Promise<Answer<T>> {
    const context = contextOf(options, call, requestId);
    try {
      const response = await options.transport({ ...wireRequest(options, context), signal });
      remaining = parseCount(response.headers.get("ratelimit-remaining")) ?? remaining;
      return await answerOf<T>(options.cache, context, response);
    } catch (error) {
      throw isHerokuError(error) ? error : networkError({ ...context, cause: error });
    }
  }

  return {
    rateLimitRemaining: () => remaining,
    async run<T>(call: ApiRequest, signal: AbortSignal): Promise<Answer<T>> {
      const requestId = randomUUID();
      for (let attempt = 1; ; attempt++) {
        try {
          return await once<T>(call, requestId, signal);
        } catch (error) {
          if (!mayRetry(call, error, attempt) || signal.aborted) throw error;
        }
        await options.clock.sleep(retryDelay * 2 ** attempt * (0.5 + options.random()), signal);
        signal.throwIfAborted();
      }
    },
  };
}

const attempts = 3;
/** Milliseconds, doubled before each attempt: about 200, then 400. */
const retryDelay = 100;
const largestBody = 64 * 1024 * 1024;

interface Context {
  readonly call: ApiRequest;
  readonly request: string;
  readonly host: string;
  readonly requestId: string;
  readonly url: string;
  readonly accept: string;
  readonly key: CacheKey;
  readonly cached: CachedAnswer | undefined;
}

function contextOf({ apiUrl, account, cache }: ExchangeOptions, call: ApiRequest, requestId: string): Context {
  if (!call.path.startsWith("/")) throw new RangeError(`Not a path of the API: ${call.path}`);
  const url = apiUrl + call.path;
  const accept = call.headers?.["Accept"] ?? "application/vnd.heroku+json; version=3";
  const key = { account, url, accept, range: call.headers?.["Range"] ?? "" };
  const cached = call.method === "GET" ? cache.get(key) : undefined;
  const request = `${call.method} ${call.path}`;
  return { call, request, host: new URL(apiUrl).host, requestId, url, accept, key, cached };
}

function wireRequest({ authorization, userAgent }: ExchangeOptions, { call, url, accept, cached, requestId }: Context) {
  const headers: Record<string, string> = {
    ...call.headers,
    Accept: accept,
    Authorization: authorization(),
    "User-Agent": userAgent,
    "Request-Id": requestId,
  };
  if (cached) headers["If-None-Match"] = cached.etag;
  if (call.body === undefined) return { method: call.method, url, headers };
  headers["Content-Type"] = "application/json";
  return { method: call.method, url, headers, body: JSON.stringify(call.body) };
}

/** Only what cannot have changed anything is sent twice, and only when no whole answer came. */
function mayRetry(call: ApiRequest, error: unknown, attempt: number): boolean {
  const isNetwork = isHerokuError(error) && error.kind === "network" && error.code !== "TOO_LARGE";
  return call.method === "GET" && isNetwork && attempt < attempts;
}

async function answerOf<T>(cache: GetCache, context: Context, response: TransportResponse): Promise<Answer<T>> {
  const { request, requestId: ours, cached, host } = context;
  const { status, headers } = response;
  const requestId = headers.get("request-id") ?? ours;
  if (status === 304 && cached) {
    await readBody(response.body, 0);
    return {
      request,
      requestId,
      status: cached.status,
      headers: keptHeaders(headers, cached),
      body: cached.body as T,
      unchanged: true,
    };
  }
  if (status < 200 || status > 299) throw await refusal(response, { request, requestId });
  const { text, bytes, cut } = await readBody(response.body, largestBody);
  if (cut) throw networkError({ request, host, code: "TOO_LARGE", cause: undefined });
  const body = parseJson(text, { request, requestId, host, response });
  remember(cache, context, response, { body, size: bytes });
  return { request, requestId, status, headers, body: body as T, unchanged: false };
}

function remember(
  cache: GetCache,
  { call, key }: Context,
  { status, headers }: TransportResponse,
  answer: { body: unknown; size: number },
): void {
  const etag = headers.get("etag");
  if (call.method !== "GET" || etag === null) return;
  cache.set(key, { ...answer, etag, status, nextRange: headers.get("next-range") });
}

/** A 304 need not repeat where the next page begins. */
function keptHeaders(
  fresh: TransportResponse["headers"],
  { nextRange, etag }: CachedAnswer,
): TransportResponse["headers"] {
  const kept: Record<string, string | null> = { "next-range": nextRange, etag };
  return { get: (name) => fresh.get(name) ?? kept[name.toLowerCase()] ?? null };
}

function parseCount(text: string | null): number | undefined {
  return text !== null && /^\d+$/.test(text) ? Number(text) : undefined;
}
