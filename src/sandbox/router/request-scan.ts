import { appendToList, dropHeaders, takeHeaders, watchNames } from "./header-lines.ts";

/** What the router has to know of a request's headers, from one pass over them. */
export interface RequestScan {
  /** As the client wrote it; the authority of an absolute request target wins. */
  readonly host: string;
  /** Path and query, or `*`. */
  readonly path: string;
  readonly requestId: string;
  /** The whole `X-Forwarded-For` as the dyno gets it. */
  readonly forwardedFor: string;
  readonly hasBody: boolean;
  readonly chunked: boolean;
  /** The protocol that the client wants to switch to. */
  readonly upgrade: string | null;
  /** The header lines for the dyno, each with its line end, without the framing of the body and without the empty line. */
  readonly lines: string;
  readonly contentLength: string | null;
  /** The value of `Expect` in lower case; empty without one. */
  readonly expects: string;
  /** The client wants the connection to end after the answer. */
  readonly closes: boolean;
  /** A sentence when the request must not be passed on. */
  readonly refused: { readonly status: number; readonly why: string } | null;
}

export interface Origin {
  readonly remoteAddress: string;
  readonly port: number;
  readonly now: number;
  uuid(): string;
}

interface Found {
  host: string;
  hosts: number;
  requestId: string;
  forwardedFor: string;
  via: string;
  connection: string;
  upgrade: string | null;
  contentLength: string | null;
  expects: string;
  coding: string;
  codings: number;
}

/** Of one line (Dev Center: limits), and of all. */
const lineLimit = 8192;
const headLimit = 48 * 1024;
const longLine = new RegExp(`^.{${lineLimit + 1}}`, "m");
const validRequestId = /^[A-Za-z0-9-]{20,200}$/;
const absoluteTarget = /^http:\/\/([^/?#]*)([^#]*)/i;
const closeOption = /(?:^|,)[ \t]*close[ \t]*(?:,|$)/i;

const watched = watchNames([
  "connection",
  "content-length",
  "expect",
  "host",
  "keep-alive",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "transfer-encoding",
  "upgrade",
  "via",
  "x-forwarded-for",
  "x-forwarded-port",
  "x-forwarded-proto",
  "x-request-id",
  "x-request-start",
]);

/** Reads header lines, each with its line end, and rewrites them for the dyno. */
export function scanRequest(target: string, headerLines: string, origin: Origin): RequestScan {
  const found: Found = {
    host: "",
    hosts: 0,
    requestId: "",
    forwardedFor: "",
    via: "",
    connection: "",
    upgrade: null,
    contentLength: null,
    expects: "",
    coding: "",
    codings: 0,
  };
  const others = takeHeaders(headerLines, { watched, found, take });
  const [host, path] = whereTo(target, found.host);
  const requestId = validRequestId.test(found.requestId) ? found.requestId : origin.uuid();
  const forwardedFor = appendToList(found.forwardedFor, origin.remoteAddress);
  const chunked = found.codings > 0;
  return {
    host,
    path,
    requestId,
    forwardedFor,
    hasBody: chunked || (found.contentLength !== null && found.contentLength !== "0"),
    chunked,
    upgrade: found.upgrade,
    lines:
      `Host: ${host}\r\n${endToEnd(others, found.connection)}X-Request-ID: ${requestId}\r\n` +
      `X-Forwarded-For: ${forwardedFor}\r\nX-Forwarded-Proto: http\r\nX-Forwarded-Port: ${origin.port}\r\n` +
      `X-Request-Start: ${origin.now}\r\nVia: ${appendToList(found.via, "1.1 heroku-router")}\r\n`,
    contentLength: found.contentLength,
    expects: found.expects,
    closes: found.connection !== "" && closeOption.test(found.connection),
    refused: refusal(found, headerLines),
  };
}

/** True for a header that the dyno gets from the router or not at all. */
function take(found: Found, name: string, value: string): boolean {
  switch (name) {
    case "host":
      found.host = value;
      found.hosts++;
      return true;
    case "connection":
      found.connection = appendToList(found.connection, value);
      return true;
    case "via":
      found.via = appendToList(found.via, value);
      return true;
    case "x-forwarded-for":
      found.forwardedFor = appendToList(found.forwardedFor, value);
      return true;
    case "x-request-id":
      found.requestId = value;
      return true;
    case "content-length":
      found.contentLength = value;
      return true;
    case "upgrade":
      found.upgrade = value;
      return true;
    case "transfer-encoding":
      found.coding = value.toLowerCase();
      found.codings++;
      return true;
    case "expect":
      found.expects = value.toLowerCase();
      return false;
    default:
      return replaced.has(name);
  }
}

const replaced = new Set([
  "keep-alive",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "x-forwarded-port",
  "x-forwarded-proto",
  "x-request-start",
]);

/** The node parser refuses most of this already; what it lets pass must not reach a dyno that reads it another way. */
function refusal(found: Found, headerLines: string): RequestScan["refused"] {
  if (found.hosts > 1) return { status: 400, why: "The request has more than one Host header." };
  if (headerLines.length > headLimit) return { status: 431, why: "The headers are longer than 48 KB together." };
  if (headerLines.length > lineLimit && longLine.test(headerLines)) {
    return { status: 431, why: "A header line is longer than 8 KB." };
  }
  if (found.codings === 0) return null;
  if (found.coding !== "chunked" || found.codings > 1) {
    return { status: 400, why: "The request has a transfer coding other than chunked." };
  }
  if (found.contentLength !== null) return { status: 400, why: "The request has a length and is chunked as well." };
  return null;
}

/** RFC 9112, section 3.2.2: an absolute target says the host, whatever the header says. */
function whereTo(target: string, host: string): [host: string, path: string] {
  if (target.startsWith("/") || target === "*") return [host, target];
  const [, authority, rest] = absoluteTarget.exec(target) ?? [];
  if (authority === undefined || rest === undefined) return [host, `/${target}`];
  return [authority.slice(authority.lastIndexOf("@") + 1), rest.startsWith("/") ? rest : `/${rest}`];
}

const ordinary = /^(?:keep-alive|close|upgrade)$/i;
/** What a request means is never dropped at a client's word (RFC 9110, section 7.6.1). */
const kept = new Set(["cookie", "authorization", "expect"]);

/** Without what `Connection` names. */
function endToEnd(lines: string, connection: string): string {
  if (connection === "" || ordinary.test(connection)) return lines;
  const named = connection.split(",").map((name) => name.trim().toLowerCase());
  return dropHeaders(
    lines,
    named.filter((name) => !kept.has(name)),
  );
}
