import { createHash, randomUUID } from "node:crypto";
import { type Clock, systemClock } from "./clock.ts";
import { type Limits, withDeadline } from "./deadline.ts";
import { type Answer, createExchange } from "./exchange.ts";
import { createGetCache, type GetCache } from "./get-cache.ts";
import { assertMayCarryToken } from "./host.ts";
import { listPages } from "./pages.ts";
import { createSecondFactor, type SecondFactor, type SecondFactorAsker } from "./second-factor.ts";
import { createSharedCalls } from "./shared-calls.ts";
import type { Transport } from "./transport.ts";

/** One account on one host. All calls throw a `HerokuError` and nothing else. */
export interface HerokuClient {
  /** No slash at the end. */
  readonly apiUrl: string;
  /** Calls left in the account's pool (4500, 75 a minute come back), as the last answer said. */
  readonly rateLimitRemaining: number | undefined;
  /** Everything of the answer: status, headers, request id. */
  request<T>(request: ApiRequest, options?: CallOptions): Promise<Answer<T>>;
  /**
   * Identical GETs in flight are one request. An answer that has not changed since the last one is the same object
   * (frozen), so `===` tells whether there is something new.
   */
  get<T>(path: string, options?: CallOptions): Promise<T>;
  /** The pages of a list, fetched as they are asked for. `range` as in `name ..; order=desc, max=10`. */
  list<T>(path: string, options?: CallOptions & { readonly range?: string }): AsyncIterable<readonly T[]>;
  send<T>(method: "POST" | "PATCH" | "PUT" | "DELETE", path: string, body?: unknown, options?: CallOptions): Promise<T>;
  /** The second factor of its account; undefined where nobody can be asked. */
  readonly secondFactor?: SecondFactor | undefined;
  /** What a stream beside the API needs: it carries no token. */
  readonly streams: {
    readonly transport: Transport;
    readonly userAgent: string;
    readonly clock: Clock;
    random(): number;
  };
}

export interface ApiRequest {
  readonly method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  /** From the first slash; made with `path` where it holds a name. */
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** `timeout` in milliseconds, for the whole call with its retries; 30 s when not given. */
export type CallOptions = Limits;

export interface ClientOptions {
  /** Must be one that `mayCarryToken` allows, else a `RangeError` is thrown. */
  readonly apiUrl: string;
  readonly token: string;
  /** The header's value where it is not `Bearer <token>`. */
  readonly authorization?: string;
  /** Asks for a code when the platform refuses for want of one; the call is then made again. */
  readonly secondFactor?: SecondFactorAsker | undefined;
  readonly transport: Transport;
  /** `heroku-workbench/<version>` */
  readonly userAgent: string;
  /** Answers kept for conditional requests; one may serve several clients. */
  readonly cache?: GetCache;
  readonly clock?: Clock;
  readonly random?: () => number;
}

export function createClient(options: ClientOptions): HerokuClient {
  assertMayCarryToken(options.apiUrl);
  const { transport, userAgent, clock = systemClock, random = Math.random } = options;
  const apiUrl = new URL(options.apiUrl).origin;
  const cache = options.cache ?? createGetCache();
  const shared = createSharedCalls();
  const authorization = () => options.authorization ?? `Bearer ${secondFactor?.token() ?? options.token}`;
  const account = accountKey(options.token);
  const exchange = createExchange({ ...options, apiUrl, authorization, cache, clock, random, account });
  const secondFactor = options.secondFactor && createSecondFactor({ ...options.secondFactor, clock, call });
  const request = secondFactor?.guarded ?? call;

  async function call<T>(asked: ApiRequest, limits: CallOptions = {}): Promise<Answer<T>> {
    const name = `${asked.method} ${asked.path}`;
    const bounded = { timeout: defaultTimeout, ...limits };
    if (asked.method === "GET") {
      const key = JSON.stringify([asked.path, asked.headers]);
      return withDeadline(name, bounded, (signal) => shared.join(key, signal, (all) => exchange.run<T>(asked, all)));
    }
    // A GET that began before this write must not answer one that is asked after it.
    shared.forget();
    try {
      return await withDeadline(name, bounded, (signal) => exchange.run<T>(asked, signal));
    } finally {
      shared.forget();
      cache.dropFor(apiUrl, asked.path);
    }
  }

  return {
    apiUrl,
    get rateLimitRemaining() {
      return exchange.rateLimitRemaining();
    },
    request,
    secondFactor,
    get: async <T>(path: string, limits?: CallOptions) => (await request<T>({ method: "GET", path }, limits)).body,
    list: <T>(path: string, { range, ...limits }: CallOptions & { range?: string } = {}) =>
      listPages<T>(range, (headers) => request<readonly T[]>({ method: "GET", path, headers }, limits)),
    send: async <T>(method: ApiRequest["method"], path: string, body?: unknown, limits?: CallOptions) =>
      (await request<T>({ method, path, body }, limits)).body,
    streams: { transport, userAgent, clock, random },
  };
}

/** All pages as one list. */
export async function allPages<T>(pages: AsyncIterable<readonly T[]>): Promise<T[]> {
  const all: T[] = [];
  for await (const page of pages) all.push(...page);
  return all;
}

const defaultTimeout = 30_000;

/** Tells accounts apart in a cache without keeping the token there. */
function accountKey(token: string): string {
  return createHash("sha256").update(token).update(processSalt).digest("base64url");
}

const processSalt = randomUUID();
