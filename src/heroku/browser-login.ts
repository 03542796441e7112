import { randomUUID } from "node:crypto";
import { readBody } from "./body.ts";
import { type Clock, systemClock } from "./clock.ts";
import { type Limits, withDeadline } from "./deadline.ts";
import { isHerokuError, networkError, platformError } from "./errors.ts";
import { assertMayCarryToken, isOnThisMachine, mayCarryToken } from "./host.ts";
import { parseJson } from "./json.ts";
import { refusal } from "./refusal.ts";
import type { Transport } from "./transport.ts";

/** A login that waits for a person in a browser, on whichever machine that is. */
export interface BrowserLogin {
  /** For the browser: of the login service itself, over https or on this machine. */
  readonly url: string;
  /**
   * The token, when the person has signed in. Throws a `PlatformError` with id `login_refused` and the service's words
   * when it refuses, a `TimeoutError` after ten minutes.
   */
  wait(signal?: AbortSignal): Promise<string>;
}

export interface BrowserLoginOptions {
  /** `https://cli-auth.heroku.com`, or HEROKU_LOGIN_HOST. */
  readonly loginHost: string;
  /** As the account's owner will read it. */
  readonly description: string;
  readonly transport: Transport;
  readonly userAgent: string;
  readonly clock?: Clock;
}

/**
 * The login service that the environment names, as the CLI reads it. Without one, a platform on this machine serves its
 * own: a token of Heroku's is not for it.
 */
export function loginHostOf(env: Readonly<Record<string, string | undefined>>, apiUrl: string): string {
  const named = env["HEROKU_LOGIN_HOST"]?.trim();
  return named || (isOnThisMachine(apiUrl) ? new URL(apiUrl).origin : "https://cli-auth.heroku.com");
}

/** Begins a login as the CLI does (@heroku-cli/command 13.2.0, `login.js`). Throws a `RangeError` for a foreign host. */
export async function startBrowserLogin(options: BrowserLoginOptions, signal?: AbortSignal): Promise<BrowserLogin> {
  assertMayCarryToken(options.loginHost);
  const { description } = options;
  const begin = { method: "POST", url: new URL("/auth", options.loginHost).href, body: { description } };
  const answer = await withDeadline("POST /auth", { signal, timeout: 15_000 }, (all) => ask(options, begin, all));
  const url = ownUrl(options.loginHost, answer["browser_url"]);
  const pollUrl = ownUrl(options.loginHost, answer["cli_url"]);
  const poll = { method: "GET", url: pollUrl, token: text(answer["token"]) };
  return { url, wait: (waiting) => waitForToken(options, poll, { signal: waiting, timeout: longest }) };
}

/** Milliseconds that a person has. */
const longest = 10 * 60_000;
const largestAnswer = 64 * 1024;

interface Question {
  readonly method: string;
  readonly url: string;
  readonly body?: unknown;
  readonly token?: string | undefined;
}

function waitForToken(options: BrowserLoginOptions, question: Question, limits: Limits): Promise<string> {
  const { clock = systemClock } = options;
  return withDeadline("the login in the browser", limits, async (signal) => {
    for (let misses = 0; ; ) {
      const answer = await ask(options, question, signal).catch((error: unknown) => {
        // A long wait is cut by proxies and by time limits of their own.
        if (!mayAskAgain(error) || ++misses > 20) throw error;
        return undefined;
      });
      if (answer) misses = 0;
      const token = answer && tokenOf(answer);
      if (token !== undefined) return token;
      await clock.sleep(Math.min(1000 * (misses + 1), 5000), signal);
      signal.throwIfAborted();
    }
  });
}

async function ask(
  { transport, userAgent }: BrowserLoginOptions,
  { method, url, body, token }: Question,
  signal: AbortSignal,
): Promise<Record<string, unknown>> {
  const host = new URL(url).host;
  const headers: Record<string, string> = { Accept: "application/json", "User-Agent": userAgent };
  if (token !== undefined) headers["Authorization"] = `Bearer ${token}`;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  // The address that is polled is as good as a token: it appears in no error.
  const facts = { request: `${method} ${host}`, requestId: randomUUID(), host };
  try {
    const response = await transport({
      method,
      url,
      headers,
      signal,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (response.status < 200 || response.status > 299) throw await refusal(response, facts);
    const value = parseJson((await readBody(response.body, largestAnswer)).text, { ...facts, response });
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch (error) {
    throw isHerokuError(error) ? error : networkError({ ...facts, cause: error });
  }
}

function tokenOf(answer: Record<string, unknown>): string | undefined {
  if (answer["error"]) throw refused(text(answer["error"]) ?? "The login was refused.");
  return text(answer["access_token"]);
}

function mayAskAgain(error: unknown): boolean {
  return isHerokuError(error) && (error.kind === "network" || (error.kind === "platform" && error.status >= 500));
}

/** Only of the service itself: what it answers is opened in a browser, and gets the token of this login. */
function ownUrl(loginHost: string, answered: unknown): string {
  const wanted = text(answered) ?? "";
  const url = wanted !== "" && URL.canParse(wanted, loginHost) ? new URL(wanted, loginHost) : undefined;
  if (url?.origin === new URL(loginHost).origin && mayCarryToken(url.href)) return url.href;
  throw refused(`${new URL(loginHost).host} answered with an address that is not its own.`);
}

function refused(message: string) {
  const nothing = { url: undefined, app: undefined, resource: undefined, retryAfter: undefined };
  return platformError(message, { ...nothing, id: "login_refused", status: 403, request: "login", requestId: "" });
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
