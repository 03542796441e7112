import type { IncomingMessage, ServerResponse } from "node:http";
import type { Parts } from "../parts.ts";
import { NameTaken } from "../store/errors.ts";
import { acceptedVersion } from "./accept.ts";
import { isAuthorized } from "./authentication.ts";
import type { Background } from "./background.ts";
import { readJsonBody } from "./body.ts";
import type { JsonObject, Route } from "./call.ts";
import {
  ApiError,
  internalError,
  invalidParams,
  preconditionFailed,
  rateLimited,
  unauthorized,
  unknownEndpoint,
} from "./errors.ts";
import { compileRoutes } from "./find-route.ts";
import { createRateLimit } from "./rate-limit.ts";
import { headerOf, isListed, represent, sendAnswer, sendError } from "./respond.ts";

export type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** The Platform API itself: authentication, rate limit, preconditions, one route, one answer. Never rejects. */
export function createApi(options: {
  parts: Parts;
  token: string;
  routes: readonly Route[];
  background: Background;
  onError: (error: unknown) => void;
}): Handle {
  const { parts, token, background, onError } = options;
  const findRoute = compileRoutes(options.routes);
  const { rateLimitPool: pool, rateLimitPerMinute: perMinute } = parts.settings;
  const rateLimit = createRateLimit({ pool, perMinute, now: () => parts.world.now().getTime() });

  return async (request, response) => {
    try {
      await serve(request, response);
    } catch (error) {
      if (response.headersSent || response.destroyed || request.errored) response.destroy();
      else sendError(request, response, toApiError(error, onError));
    }
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!isAuthorized(request.headers.authorization, token)) throw unauthorized();
    const method = methodOf(request);
    const path = pathOf(request);
    const isFree = path === "/account/rate-limits";
    const isAllowed = isFree || rateLimit.take();
    response.setHeader("RateLimit-Remaining", rateLimit.remaining());
    if (!isAllowed) throw rateLimited();
    const version = path.startsWith("/sandbox") ? "3" : acceptedVersion(request.headers.accept);
    const match = findRoute(method, path);
    if (!match) throw unknownEndpoint();
    const body = method === "GET" ? {} : await readJsonBody(request);
    const isSdk = version === "3.sdk";
    await checkIfMatch(request, method, path, isSdk);
    sendAnswer(request, response, await match.handler(callOf(match.path, body, isSdk)));
  }

  /** `If-Match` on a write speaks of what a GET of the same path would answer now. */
  async function checkIfMatch(request: IncomingMessage, method: string, path: string, isSdk: boolean): Promise<void> {
    const expected = headerOf(request, "if-match");
    const read = expected === undefined ? undefined : findRoute("GET", path);
    if (!read) return;
    const range = method === "GET" ? headerOf(request, "range") : undefined;
    const { etag } = represent(await read.handler(callOf(read.path, {}, isSdk)), range);
    if (!isListed(etag, expected)) throw preconditionFailed();
  }

  function callOf(path: Readonly<Record<string, string>>, body: JsonObject, isSdk: boolean) {
    return {
      parts,
      path,
      body,
      user: parts.store.accounts.self(),
      isSdk,
      remaining: rateLimit.remaining(),
      inBackground: background.add,
    };
  }
}

/** The path of a request without its query. */
export function pathOf(request: IncomingMessage): string {
  return (request.url ?? "/").split("?", 1)[0] ?? "/";
}

function methodOf(request: IncomingMessage): string {
  const override = headerOf(request, "x-http-method-override");
  if (request.method === "POST" && override !== undefined) return override.toUpperCase();
  return request.method === "HEAD" ? "GET" : (request.method ?? "GET");
}

function toApiError(error: unknown, onError: (error: unknown) => void): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof NameTaken) return invalidParams(error.message);
  onError(error);
  return internalError();
}
