import type { IncomingMessage, ServerResponse } from "node:http";
import type { Parts } from "../parts.ts";
import { NameTaken } from "../store/errors.ts";
import { acceptedVersion } from "./accept.ts";
import { askedOf } from "./asked.ts";
import { type SignedIn, signedInByPassword, signedInByToken } from "./authentication.ts";
import type { Background } from "./background.ts";
import { readJsonBody } from "./body.ts";
import type { Call, JsonObject, Route } from "./call.ts";
import {
  ApiError,
  internalError,
  invalidParams,
  preconditionFailed,
  rateLimited,
  unauthorized,
  unknownEndpoint,
} from "./errors.ts";
import { compileRoutes, type Match } from "./find-route.ts";
import { createRateLimits } from "./rate-limit.ts";
import { headerOf, isListed, represent, sendAnswer, sendError } from "./respond.ts";
import { requireScope } from "./scopes.ts";
import { checkSecondFactor } from "./second-factor.ts";

export type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** The Platform API itself: authentication, rate limit, preconditions, one route, one answer. Never rejects. */
export function createApi(options: {
  parts: Parts;
  routes: readonly Route[];
  background: Background;
  onError: (error: unknown) => void;
}): Handle {
  const { parts, background, onError } = options;
  const findRoute = compileRoutes(options.routes);
  const { rateLimitPool: pool, rateLimitPerMinute: perMinute } = parts.settings;
  const rateLimitOf = createRateLimits({ pool, perMinute, now: () => parts.world.now().getTime() });

  return async (request, response) => {
    try {
      await serve(request, response);
    } catch (error) {
      if (response.headersSent || response.destroyed || request.errored) response.destroy();
      else sendError(request, response, toApiError(error, onError));
    }
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = methodOf(request);
    const path = pathOf(request);
    const signedIn = signedInFor(method, path, request);
    const rateLimit = rateLimitOf(signedIn.account.id);
    const isAllowed = path === "/account/rate-limits" || rateLimit.take();
    response.setHeader("RateLimit-Remaining", rateLimit.remaining());
    if (!isAllowed) throw rateLimited();
    const version = path.startsWith("/sandbox") ? "3" : acceptedVersion(request.headers.accept);
    const match = findRoute(method, path);
    if (!match) throw unknownEndpoint();
    const body = method === "GET" ? {} : await readJsonBody(request);
    const call = callOf(request, match, { body, version, signedIn });
    requireScope(call, method, match.pattern);
    await checkIfMatch(request, method, path, call);
    checkSecondFactor(call, method, match.pattern);
    sendAnswer(request, response, await match.handler(call));
  }

  /** By the token; e-mail and password are good for a new token alone. */
  function signedInFor(method: string, path: string, { headers }: IncomingMessage): SignedIn {
    const byToken = signedInByToken(parts.store, headers.authorization);
    if (byToken) return byToken;
    const isForToken = method === "POST" && path === "/oauth/authorizations";
    const byPassword = isForToken ? signedInByPassword(parts.store, headers.authorization) : undefined;
    if (!byPassword) throw unauthorized();
    return byPassword;
  }

  /** `If-Match` on a write speaks of what a GET of the same path would answer now. */
  async function checkIfMatch(request: IncomingMessage, method: string, path: string, call: Call): Promise<void> {
    const expected = headerOf(request, "if-match");
    const read = expected === undefined ? undefined : findRoute("GET", path);
    if (!read) return;
    const range = method === "GET" ? headerOf(request, "range") : undefined;
    const { etag } = represent(await read.handler({ ...call, path: read.path, body: {} }), range);
    if (!isListed(etag, expected)) throw preconditionFailed();
  }

  function callOf(request: IncomingMessage, { path }: Match, asked: Asked): Call {
    const { account, authorization } = asked.signedIn;
    return {
      ...askedOf(request),
      parts,
      path,
      body: asked.body,
      user: account,
      authorization,
      twoFactorCode: headerOf(request, "heroku-two-factor-code"),
      isSdk: asked.version === "3.sdk",
      remaining: rateLimitOf(account.id).remaining(),
      inBackground: background.add,
    };
  }
}

interface Asked {
  readonly body: JsonObject;
  readonly version: string;
  readonly signedIn: SignedIn;
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
