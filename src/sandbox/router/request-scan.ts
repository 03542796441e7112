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

/** The scan while it is made. */
type Found = { -readonly [Name in keyof RequestScan]: RequestScan[Name] } & {
  hosts: number;
  via: string;
  connection: string;
  codings: number;
  coding: string;
  longest: number;
  total: number;
};

/** 8 KB for a header line (Dev Center: limits). */
const headerLineLimit = 8192;
const headLimit = 48 * 1024;
const validRequestId = /^[A-Za-z0-9-]{20,200}$/;
const absoluteTarget = /^http:\/\/([^/?#]*)([^#]*)/i;

/** Reads `rawHeaders` (names and values by turns) and rewrites them for the dyno. */
export function scanRequest(target: string, rawHeaders: readonly string[], origin: Origin): RequestScan {
  let found = readHeaders(rawHeaders, none);
  const dropped = namedByConnection(found.connection);
  if (dropped.length > 0) found = readHeaders(rawHeaders, dropped);
  sayWhere(found, target);
  if (!validRequestId.test(found.requestId)) found.requestId = origin.uuid();
  found.forwardedFor = appended(found.forwardedFor, origin.remoteAddress);
  found.chunked = found.codings > 0;
  found.hasBody = found.chunked || (found.contentLength !== null && found.contentLength !== "0");
  found.closes = found.connection !== "" && closeOption.test(found.connection);
  found.refused = refusal(found);
  found.lines =
    `Host: ${found.host}\r\n${found.lines}X-Request-ID: ${found.requestId}\r\nX-Forwarded-For: ${found.forwardedFor}\r\n` +
    `X-Forwarded-Proto: http\r\nX-Forwarded-Port: ${origin.port}\r\nX-Request-Start: ${origin.now}\r\n` +
    `Via: ${appended(found.via, "1.1 heroku-router")}\r\n`;
  return found;
}

function readHeaders(raw: readonly string[], dropped: readonly string[]): Found {
  const found: Found = {
    host: "",
    path: "",
    requestId: "",
    forwardedFor: "",
    hasBody: false,
    chunked: false,
    upgrade: null,
    lines: "",
    contentLength: null,
    expects: "",
    closes: false,
    refused: null,
    hosts: 0,
    via: "",
    connection: "",
    codings: 0,
    coding: "",
    longest: 0,
    total: 0,
  };
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = raw[at] ?? "";
    const value = raw[at + 1] ?? "";
    const length = name.length + value.length;
    found.total += length;
    if (length > found.longest) found.longest = length;
    if (readOwn(name, value, found) || (dropped.length > 0 && dropped.includes(name.toLowerCase()))) continue;
    found.lines += `${name}: ${value}\r\n`;
  }
  return found;
}

/** True for a header that the dyno gets from the router or not at all. Most are told apart by their length alone. */
function readOwn(name: string, value: string, found: Found): boolean {
  switch (name.length) {
    case 2:
      return name.toLowerCase() === "te";
    case 3:
      if (name.toLowerCase() !== "via") return false;
      found.via = appended(found.via, value);
      return true;
    case 4:
      if (name.toLowerCase() !== "host") return false;
      found.host = value;
      found.hosts++;
      return true;
    case 6:
      if (name.toLowerCase() === "expect") found.expects = value.toLowerCase();
      return false;
    case 7:
      if (name.toLowerCase() !== "upgrade") return false;
      found.upgrade = value;
      return true;
    case 10:
      return readConnection(name.toLowerCase(), value, found);
    case 12:
      if (name.toLowerCase() !== "x-request-id") return false;
      found.requestId = value;
      return true;
    case 14:
      if (name.toLowerCase() !== "content-length") return false;
      found.contentLength = value;
      return true;
    case 15:
      return readForwarded(name.toLowerCase(), value, found);
    case 16:
      return /^(?:x-forwarded-port|proxy-connection)$/i.test(name);
    case 17:
      return readLongest(name.toLowerCase(), value, found);
    case 19:
      return name.toLowerCase() === "proxy-authorization";
  }
  return false;
}

function readConnection(name: string, value: string, found: Found): boolean {
  if (name === "connection") found.connection = appended(found.connection, value);
  return name === "connection" || name === "keep-alive";
}

function readForwarded(name: string, value: string, found: Found): boolean {
  if (name === "x-forwarded-for") found.forwardedFor = appended(found.forwardedFor, value);
  return name === "x-forwarded-for" || name === "x-request-start";
}

function readLongest(name: string, value: string, found: Found): boolean {
  if (name === "transfer-encoding") {
    found.codings++;
    found.coding = value.toLowerCase();
  }
  return name === "transfer-encoding" || name === "x-forwarded-proto";
}

/** The node parser refuses most of this already; what it lets pass must not reach a dyno that reads it another way. */
function refusal(found: Found): RequestScan["refused"] {
  if (found.hosts > 1) return { status: 400, why: "The request has more than one Host header." };
  if (found.longest + 2 > headerLineLimit) return { status: 431, why: "A header line is longer than 8 KB." };
  if (found.total > headLimit) return { status: 431, why: "The headers are longer than 48 KB together." };
  if (found.codings === 0) return null;
  if (found.coding !== "chunked" || found.codings > 1) {
    return { status: 400, why: "The request has a transfer coding other than chunked." };
  }
  if (found.contentLength !== null) return { status: 400, why: "The request has a length and is chunked as well." };
  return null;
}

/** RFC 9112, section 3.2.2: an absolute target says the host, whatever the header says. */
function sayWhere(found: Found, target: string): void {
  found.path = target;
  if (target.startsWith("/")) return;
  const [, authority, rest] = absoluteTarget.exec(target) ?? [];
  if (authority !== undefined && rest !== undefined) {
    found.host = authority.slice(authority.lastIndexOf("@") + 1);
    found.path = rest.startsWith("/") ? rest : `/${rest}`;
  } else if (target !== "*") found.path = `/${target}`;
}

const closeOption = /(?:^|,)[ \t]*close[ \t]*(?:,|$)/i;
const none: readonly string[] = [];
const ordinary = /^(?:keep-alive|close|upgrade)$/i;
/** What routing and framing rest on is never dropped at a client's word (RFC 9110, section 7.6.1). */
const kept = new Set(["host", "content-length", "transfer-encoding", "cookie", "authorization", "close", "keep-alive"]);

function namedByConnection(connection: string): readonly string[] {
  if (connection === "" || ordinary.test(connection)) return none;
  return connection
    .split(",")
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== "" && name !== "upgrade" && !kept.has(name));
}

function appended(list: string, value: string): string {
  return list === "" ? value : `${list}, ${value}`;
}
