import type { IncomingMessage, ServerResponse } from "node:http";
import type { Parts } from "../../parts.ts";
import { readJsonBody } from "../body.ts";
import { notFound, unauthorized } from "../errors.ts";
import { optionalString } from "../parameters.ts";
import { decideLogin } from "./decide-login.ts";
import { sendLoginPage, sendMessagePage } from "./login-page.ts";
import { createLogins, isSameSecret, type Login, type Outcome } from "./logins.ts";

/** Seconds that a token of the browser is good for: the official CLI's. */
const thirtyDays = 30 * 24 * 60 * 60;
/** Ms between two signs of life on a connection that waits; clients give up a silent one after a minute. */
const heartbeat = 20_000;

const json = { "Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-store" };

/**
 * Login in the browser as https://cli-auth.heroku.com offers it: `POST /auth` begins one, a person decides at
 * `browser_url`, and the client waits at `cli_url` for `{access_token}` or `{error}`. Serves `/auth` and everything
 * below; that needs no API token, the paths are secrets.
 */
export function createLoginService(parts: Parts) {
  const logins = createLogins();

  async function begin(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const description = optionalString(await readJsonBody(request), "description") ?? "A client";
    const { id, token } = logins.begin(description.slice(0, 200));
    const body = { browser_url: `/auth/browser/${id}`, cli_url: `/auth/cli/${id}`, token };
    response.writeHead(200, json).end(JSON.stringify(body));
  }

  /** Blanks before the JSON keep the connection alive. */
  async function wait(request: IncomingMessage, response: ServerResponse, login: Login): Promise<void> {
    if (!isSameSecret(request.headers.authorization ?? "", `Bearer ${login.token}`)) throw unauthorized();
    response.writeHead(200, json).flushHeaders();
    const beat = setInterval(() => response.write(" "), heartbeat);
    response.once("close", () => clearInterval(beat));
    const outcome = await login.outcome;
    clearInterval(beat);
    if (response.destroyed) return;
    logins.forget(login.id);
    response.end(JSON.stringify(answerTo(parts, login, outcome)));
  }

  return async function handle(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const [, kind, id = ""] = /^\/auth\/(browser|cli)\/([\w-]+)$/.exec(path) ?? [];
    const login = logins.find(id);
    const { method } = request;
    const isPage = kind === "browser" && (method === "GET" || method === "POST");
    if (path === "/auth" && method === "POST") await begin(request, response);
    else if (isPage && (!login || login.isDecided())) sendEnded(request, response);
    else if (isPage && login && method === "GET")
      sendLoginPage(response, login, { own: parts.store.accounts.self().email });
    else if (isPage && login) await decideLogin(parts, login, request, response);
    else if (kind === "cli" && method === "GET" && login) await wait(request, response, login);
    else throw notFound("login");
  };
}

function answerTo({ store }: Parts, { description }: Login, outcome: Outcome) {
  if (outcome.kind === "refused") return { error: outcome.reason };
  const { account } = outcome;
  return { access_token: store.authorizations.create({ account, description, expiresIn: thirtyDays }).token };
}

function sendEnded(request: IncomingMessage, response: ServerResponse): void {
  request.resume();
  sendMessagePage(response, 404, "Nothing to log in to", "This login has ended. Begin a new one where you came from.");
}
