/** Everything that this room throws when a call does not succeed. Branch on `kind`, then on `id`; never on the text. */
export type HerokuError = PlatformError | NetworkError | TimeoutError | CancelledError;

interface CallFacts {
  /** `GET /apps/demo`, for messages and logs. Never holds a secret. */
  readonly request: string;
}

/** The platform answered, and refused. */
export interface PlatformError extends Error, CallFacts {
  readonly kind: "platform";
  readonly status: number;
  /**
   * The platform's own: `not_found`, `unauthorized`, `invalid_params`, `rate_limit`, `two_factor` … For an answer
   * without one: `http_<status>`, or `invalid_response` when a success carried no JSON.
   */
  readonly id: string;
  /** Where the platform explains it. */
  readonly url: string | undefined;
  /** For Heroku's support: the platform's id of this call, or ours when it sent none. */
  readonly requestId: string;
  /** The app that a 402 or 403 is about. */
  readonly app: string | undefined;
  /** What a 404 did not find: `app`, `add_on`, … */
  readonly resource: string | undefined;
  /** For a 429: milliseconds until tokens are back. */
  readonly retryAfter: number | undefined;
}

/** No whole answer arrived. */
export interface NetworkError extends Error, CallFacts {
  readonly kind: "network";
  /** `ECONNREFUSED`, `ENOTFOUND`, `ECONNRESET`, …; `TRUNCATED` and `TOO_LARGE` are ours. */
  readonly code: string;
  readonly host: string;
}

export interface TimeoutError extends Error, CallFacts {
  readonly kind: "timeout";
  /** Milliseconds. */
  readonly timeout: number;
}

/** The caller's own signal; never to be shown as an error. */
export interface CancelledError extends Error, CallFacts {
  readonly kind: "cancelled";
}

export function isHerokuError(value: unknown): value is HerokuError {
  return value instanceof Error && mark in value;
}

/** Whether it is the platform's refusal with this id, e.g. `isPlatformError(error, "not_found")`; without an id, any. */
export function isPlatformError(value: unknown, id?: string): value is PlatformError {
  return isHerokuError(value) && value.kind === "platform" && (id === undefined || value.id === id);
}

export function isCancelled(value: unknown): value is CancelledError {
  return isHerokuError(value) && value.kind === "cancelled";
}

export function platformError(message: string, facts: Omit<PlatformError, keyof Error | "kind">): PlatformError {
  return make(message, { kind: "platform", ...facts });
}

export function networkError(facts: { request: string; host: string; cause: unknown; code?: string }): NetworkError {
  const { request, host, cause } = facts;
  const code = facts.code ?? codeOf(cause) ?? "NETWORK";
  return make(`Cannot reach ${host}: ${reasons[code] ?? code}.`, { kind: "network", code, host, request }, cause);
}

export function timeoutError(request: string, timeout: number): TimeoutError {
  return make(`No answer to ${request} within ${timeout / 1000} s.`, { kind: "timeout", timeout, request });
}

export function cancelledError(request: string): CancelledError {
  return make(`Cancelled: ${request}.`, { kind: "cancelled", request });
}

// A symbol from the registry holds across bundles, where `instanceof` a class would not.
const mark = Symbol.for("heroku-workbench.HerokuError");

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing listens there",
  ENOTFOUND: "there is no such host, or no network",
  EAI_AGAIN: "its name cannot be looked up, is there a network",
  ECONNRESET: "the connection was cut",
  UND_ERR_SOCKET: "the connection was cut",
  ERR_STREAM_PREMATURE_CLOSE: "the connection was cut",
  TRUNCATED: "the answer ended in the middle",
  TOO_LARGE: "the answer is larger than any the platform gives",
  ETIMEDOUT: "it does not answer",
  UND_ERR_CONNECT_TIMEOUT: "it does not answer",
  EHOSTUNREACH: "there is no route to it",
  ENETUNREACH: "there is no network",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "its certificate is signed by an unknown authority",
  SELF_SIGNED_CERT_IN_CHAIN: "its certificate is signed by an unknown authority",
  DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is self-signed",
  CERT_HAS_EXPIRED: "its certificate has expired",
};

function make<F extends { kind: string }>(message: string, facts: F, cause?: unknown) {
  const error = new Error(message, cause === undefined ? {} : { cause });
  return Object.assign(error, { name: "HerokuError", [mark]: true }, facts);
}

/** fetch hides the system's code in `cause`, and Node in the first of several `errors`. */
function codeOf(error: unknown, depth = 0): string | undefined {
  if (!(error instanceof Error) || depth > 4) return undefined;
  const [first]: unknown[] = error instanceof AggregateError ? error.errors : [];
  const inner = codeOf(error.cause, depth + 1) ?? codeOf(first, depth + 1);
  return inner ?? ("code" in error && typeof error.code === "string" ? error.code : undefined);
}
