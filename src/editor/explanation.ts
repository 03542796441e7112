import type { HerokuError } from "../heroku/errors.ts";

export type Remedy = "give-second-factor" | "show-log" | "sign-in" | "start-sandbox";

/** An error in words for people: what failed and why, what to do, and which buttons help. */
export interface Explanation {
  readonly text: string;
  readonly remedies: readonly Remedy[];
}

/** Wraps what went wrong while we did something for a person: `Could not scale web of demo`. */
export interface Failure extends Error {
  readonly doing: string;
}

/** Runs work; an error of it says what could not be done. Cancelling passes through. */
export async function during<T>(doing: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (isCancelling(cause)) throw cause;
    throw Object.assign(new Error(`${doing}: ${messageOf(cause)}`, { cause }), { doing });
  }
}

/** Undefined when the person cancelled: that is never shown. */
export function explain(error: unknown): Explanation | undefined {
  if (isCancelling(error)) return undefined;
  if (isFailure(error)) {
    const inner = explain(error.cause);
    return inner && { ...inner, text: `${error.doing}: ${inner.text}` };
  }
  return isHerokuError(error) ? explainHeroku(error) : { text: sentence(messageOf(error)), remedies: ["show-log"] };
}

/** VS Code makes links, also to commands, of `[words](address)` in a message: what others wrote makes none. */
export function withoutLinks(text: string): string {
  return text.replaceAll("](", "] (");
}

/** One line without buttons, for a row or the head of the view. */
export function explainInLine(error: unknown): string {
  return explain(error)?.text ?? "cancelled";
}

/** Why there is nothing to show, in a word: the view has a text for each. */
export type Trouble = "failed" | "platform-problem" | "rate-limited" | "timed-out" | "unreachable";

export function troubleOf(error: unknown): Trouble {
  if (!isHerokuError(error)) return "failed";
  if (error.kind === "network") return "unreachable";
  if (error.kind === "timeout") return "timed-out";
  if (error.kind !== "platform") return "failed";
  if (error.status === 429) return "rate-limited";
  return error.status >= 500 ? "platform-problem" : "failed";
}

/** Nothing answered: no network, or nobody there. */
export function isUnreachable(error: unknown): boolean {
  return isHerokuError(error) && (error.kind === "network" || error.kind === "timeout");
}

/** What was asked for is not there, or not for this account. */
export function isMissing(error: unknown): boolean {
  return isHerokuError(error) && error.kind === "platform" && error.status === 404;
}

export function isUnauthorized(error: unknown): boolean {
  return isHerokuError(error) && error.kind === "platform" && error.status === 401;
}

function explainHeroku(error: HerokuError): Explanation {
  switch (error.kind) {
    case "platform":
      return explainPlatform(error);
    case "network":
      return {
        text: sentence(error.message),
        remedies: isLoopback(error.host) ? ["start-sandbox", "show-log"] : ["show-log"],
      };
    default:
      return { text: sentence(error.message), remedies: ["show-log"] };
  }
}

function explainPlatform(error: HerokuError & { kind: "platform" }): Explanation {
  const words = sentence(error.message);
  if (error.id === "two_factor") return { text: words, remedies: ["give-second-factor", "show-log"] };
  if (error.id === "login_refused") return { text: `${words} ${roundAbout}`, remedies: ["sign-in", "show-log"] };
  if (error.status === 401) return { text: `${words} Sign in again.`, remedies: ["sign-in", "show-log"] };
  if (error.status === 429) return { text: `${words} ${patience(error.retryAfter)}`, remedies: ["show-log"] };
  if (error.status >= 500) {
    return { text: `${words} Heroku had a problem (status ${error.status}); try again.`, remedies: ["show-log"] };
  }
  return { text: words, remedies: ["show-log"] };
}

/** The login service compares the addresses of the browser and of this machine. */
const roundAbout =
  "A VPN, a proxy, iCloud Private Relay or a browser on another machine can cause this: sign in with an API key instead.";

function patience(retryAfter: number | undefined): string {
  return retryAfter === undefined ? "Wait a minute." : `Wait ${Math.max(1, Math.ceil(retryAfter / 1000))} s.`;
}

function isLoopback(host: string): boolean {
  return /^(?:127\.0\.0\.1|localhost)(?::\d+)?$/.test(host);
}

function isFailure(error: unknown): error is Failure {
  return error instanceof Error && "doing" in error && typeof error.doing === "string";
}

/** Cancelled calls, VS Code's own `Canceled`, and an aborted signal. */
export function isCancelling(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (isHerokuError(error)) return error.kind === "cancelled";
  return error.name === "Canceled" || error.name === "AbortError";
}

/** The same registry symbol as in heroku/errors.ts: importing that room here would load it at activation. */
const herokuMark = Symbol.for("heroku-workbench.HerokuError");

function isHerokuError(error: unknown): error is HerokuError {
  return error instanceof Error && herokuMark in error;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function sentence(words: string): string {
  const line = words.trim().replace(/\s+/g, " ");
  return /[.!?…]$/.test(line) ? line : `${line}.`;
}
