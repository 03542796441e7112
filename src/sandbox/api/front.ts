import type { IncomingMessage, ServerResponse } from "node:http";
import { handleBlob } from "../blobs/handle-blobs.ts";
import type { Parts } from "../parts.ts";
import { createApi, pathOf } from "./api.ts";
import { signedInByToken } from "./authentication.ts";
import type { Background } from "./background.ts";
import { ApiError, badRequest, internalError } from "./errors.ts";
import { createLoginService } from "./login/login-service.ts";
import { requirePermission, visibleApp } from "./permissions.ts";
import { requestIdOf } from "./request-id.ts";
import type { RequestLog } from "./request-log.ts";
import { sendError } from "./respond.ts";
import { routes } from "./routes.ts";
import { refuseForeign } from "./same-origin.ts";

/** Everything that arrives at the port: who may come in, and which room it goes to. */
export function createFront(options: {
  parts: Parts;
  background: Background;
  requestLog: RequestLog | undefined;
  onError: (error: unknown) => void;
}): (request: IncomingMessage, response: ServerResponse) => void {
  const { parts, background, requestLog, onError } = options;
  const login = createLoginService(parts);
  const api = createApi({ parts, routes, background, onError });

  return (request, response) => {
    const requestId = requestIdOf(request);
    response.setHeader("Request-Id", requestId);
    requestLog?.follow(request, response, requestId);
    // A client that goes away is no error of ours.
    request.on("error", () => {});
    response.on("error", () => {});
    dispatch(request, response).catch((error) => {
      if (!(error instanceof ApiError) && !request.errored && !request.destroyed) onError(error);
      if (response.headersSent || response.destroyed) response.destroy();
      else sendError(request, response, error instanceof ApiError ? error : internalError());
    });
  };

  async function dispatch(request: IncomingMessage, response: ServerResponse): Promise<void> {
    refuseForeign(request);
    const path = pathOf(request);
    if (!path.startsWith("/")) throw badRequest("The request needs a path.");
    const repository = /^\/([^/]+)\.git(?:\/|$)/.exec(path)?.[1];
    if (repository !== undefined) serveGit(repository, request, response);
    else if (path.startsWith("/streams/output/")) parts.outputs.handle(request, response);
    else if (path.startsWith("/streams/")) parts.logplex.handle(request, response);
    else if (path === "/auth" || path.startsWith("/auth/")) await login(request, response, path);
    else if (/^\/(sources|slugs)\/./.test(path)) await handleBlob(parts, request, response, path);
    else await api(request, response);
  }

  function serveGit(name: string, request: IncomingMessage, response: ServerResponse): void {
    const signedIn = signedInByToken(parts.store, request.headers.authorization);
    if (!signedIn) {
      response.setHeader("WWW-Authenticate", 'Basic realm="Heroku sandbox"');
      sendText(request, response, 401, "Log in with any user name and the token as password.");
      return;
    }
    try {
      const call = { parts, user: signedIn.account };
      const app = visibleApp(call, name);
      requirePermission(call, app, "deploy");
      parts.repositories.handle(app, request, response, signedIn.account);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      sendText(request, response, error.status, error.status === 404 ? `No such app as ${name}.` : error.message);
    }
  }
}

function sendText(request: IncomingMessage, response: ServerResponse, status: number, text: string): void {
  request.resume();
  response.writeHead(status, { "Content-Type": "text/plain; charset=utf-8" });
  response.end(`${text}\n`);
}
