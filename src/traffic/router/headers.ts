import { appended, endToEnd, type HeaderList, joined } from "../header-list.ts";

/** What the router adds to a request (https://devcenter.heroku.com/articles/http-routing#heroku-headers). */
export interface Forwarded {
  readonly requestId: string;
  /** The whole `X-Forwarded-For`. */
  readonly forwardedFor: string;
  /** That the client connected to. */
  readonly port: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly host: string;
  /** The protocol that the client wants to switch to. */
  readonly upgrade: string | null;
}

const via = "1.1 heroku-router";
const validRequestId = /^[A-Za-z0-9-]{20,200}$/;
const replaced = [
  "host",
  "via",
  "expect",
  "x-request-id",
  "x-request-start",
  "x-forwarded-for",
  "x-forwarded-port",
  "x-forwarded-proto",
];

/** The client's own id where it is one, else a new one. */
export function requestIdOf(headers: HeaderList): string {
  const own = joined(headers, "x-request-id");
  return validRequestId.test(own) ? own : crypto.randomUUID();
}

export function forwardedForOf(headers: HeaderList, remoteAddress = "127.0.0.1"): string {
  return appended(joined(headers, "x-forwarded-for"), remoteAddress.replace(/^::ffff:(?=\d+\.)/, ""));
}

/** The headers that the backend gets. */
export function requestHeaders(headers: HeaderList, added: Forwarded): string[] {
  const coding = joined(headers, "transfer-encoding");
  return [
    "Host",
    added.host,
    ...(added.upgrade === null ? [] : ["Connection", "Upgrade", "Upgrade", added.upgrade]),
    ...(coding === "" ? [] : ["Transfer-Encoding", "chunked"]),
    ...endToEnd(headers, coding === "" ? replaced : [...replaced, "content-length"]),
    "X-Request-ID",
    added.requestId,
    "X-Forwarded-For",
    added.forwardedFor,
    "X-Forwarded-Proto",
    "http",
    "X-Forwarded-Port",
    String(added.port),
    "X-Request-Start",
    String(added.at),
    "Via",
    appended(joined(headers, "via"), via),
  ];
}

/** The headers that the client gets. */
export function answerHeaders(headers: HeaderList): string[] {
  return [...endToEnd(headers, ["via"]), "Via", appended(joined(headers, "via"), via)];
}
