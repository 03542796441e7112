import { type Fault, fault } from "./faults.ts";
import { splitHeaderLines } from "./plain-request.ts";

/** How the end of a body is known (RFC 9112, section 6.3). */
export type Framing =
  | { readonly kind: "none" }
  | { readonly kind: "length"; readonly length: number }
  | { readonly kind: "chunked" }
  | { readonly kind: "close" };

/** The head of a dyno's answer. */
export interface ResponseHead {
  readonly status: number;
  readonly reason: string;
  /** Names and values by turns, as the dyno wrote them, without those that are between router and dyno only. */
  readonly headers: readonly string[];
  readonly framing: Framing;
  /** Whether the dyno takes another request on this connection. */
  readonly keepAlive: boolean;
  /** The protocol that a 101 switches to. */
  readonly upgrade: string | null;
}

interface HeadParts {
  readonly headers: string[];
  via: string;
  length: number | null;
  transferEncoding: string | null;
  connection: string;
  upgrade: string | null;
}

/**
 * A reason may be missing, as the router of today accepts it; so may a carriage return. No part can match in two
 * ways, so that this takes linear time.
 */
const wholeHead =
  /^HTTP\/1\.[01] [1-9]\d\d(?: [\t\x20-\x7e\x80-\xff]*)?\r?\n(?:[!#$%&'*+\-.^_`|~0-9A-Za-z]+:[\t\x20-\x7e\x80-\xff]*\r?\n)*$/;
const statusLineLimit = 8192;
/** Where minor version, status and reason are in `HTTP/1.1 200 OK`. */
const [minorAt, statusAt, reasonAt] = [7, 9, 13];

/** Reads a head up to and without its empty line. Answers with a fault (H17, H25) instead of throwing. */
export function parseResponseHead(text: string, method: string): ResponseHead | Fault {
  if (!wholeHead.test(text)) return fault("H17");
  const lineEnd = text.indexOf("\n");
  if (lineEnd > statusLineLimit) return fault("H25", "oversized status line");
  const parts: HeadParts = {
    headers: [],
    via: "",
    length: null,
    transferEncoding: null,
    connection: "",
    upgrade: null,
  };
  const lines = splitHeaderLines(text, lineEnd + 1, text.length);
  for (let at = 0; at + 1 < lines.length; at += 2) {
    const wrong = readHeader(lines[at] ?? "", lines[at + 1] ?? "", parts);
    if (wrong) return wrong;
  }
  const status = Number(text.slice(statusAt, statusAt + 3));
  const reasonEnd = text.charAt(lineEnd - 1) === "\r" ? lineEnd - 1 : lineEnd;
  return finish(parts, { status, reason: text.slice(reasonAt, reasonEnd), minor: text.charAt(minorAt), method });
}

/** Looks at the length of a name first: most headers are none of the few that matter here. */
function readHeader(name: string, value: string, parts: HeadParts): Fault | undefined {
  switch (name.length) {
    case 3:
      if (name.toLowerCase() !== "via") break;
      parts.via = parts.via === "" ? value : `${parts.via}, ${value}`;
      return undefined;
    case 7:
      if (name.toLowerCase() !== "upgrade") break;
      parts.upgrade = value;
      return undefined;
    case 10:
      if (name.toLowerCase() === "keep-alive") return undefined;
      if (name.toLowerCase() !== "connection") break;
      parts.connection = parts.connection === "" ? value.toLowerCase() : `${parts.connection},${value.toLowerCase()}`;
      return undefined;
    case 14:
      if (name.toLowerCase() === "content-length") return readLength(value, parts);
      break;
    case 16:
      if (name.toLowerCase() === "proxy-connection") return undefined;
      break;
    case 17:
      if (name.toLowerCase() !== "transfer-encoding") break;
      if (parts.transferEncoding !== null) return fault("H17");
      parts.transferEncoding = value.toLowerCase();
      return undefined;
  }
  parts.headers.push(name, value);
  return undefined;
}

function readLength(value: string, parts: HeadParts): Fault | undefined {
  if (!/^\d{1,15}$/.test(value)) return fault("H17");
  const length = Number(value);
  if (parts.length !== null && parts.length !== length) return fault("H25", "invalid content length");
  parts.length = length;
  return undefined;
}

function finish(
  parts: HeadParts,
  line: { status: number; reason: string; minor: string; method: string },
): ResponseHead | Fault {
  const framing = framingOf(parts, line);
  if (framing === undefined) return fault("H17");
  const { headers, connection } = parts;
  const contradicts = parts.length !== null && parts.transferEncoding !== null;
  if (parts.length !== null && !contradicts) headers.push("Content-Length", String(parts.length));
  headers.push("Via", parts.via === "" ? "1.1 heroku-router" : `${parts.via}, 1.1 heroku-router`);
  const named = namedBy(connection);
  const keepAlive =
    line.minor === "1" && framing.kind !== "close" && !contradicts && !named.includes("close") && line.status !== 101;
  return {
    status: line.status,
    reason: line.reason,
    headers: named === onlyClose || named === nothing ? headers : without(headers, named),
    framing,
    keepAlive,
    upgrade: parts.upgrade,
  };
}

function framingOf(parts: HeadParts, line: { status: number; method: string }): Framing | undefined {
  const { status, method } = line;
  const encoding = parts.transferEncoding;
  if (encoding !== null && encoding !== "chunked" && encoding !== "identity") return undefined;
  if (method === "HEAD" || status === 204 || status === 304 || status < 200) return none;
  if (encoding === "chunked") return chunked;
  return parts.length === null ? untilClose : { kind: "length", length: parts.length };
}

const none: Framing = { kind: "none" };
const chunked: Framing = { kind: "chunked" };
const untilClose: Framing = { kind: "close" };

const nothing: readonly string[] = [];
const onlyClose: readonly string[] = ["close"];

/** The options of a `Connection` header in lower case; the two usual ones without any work. */
function namedBy(connection: string): readonly string[] {
  if (connection === "" || connection === "keep-alive") return nothing;
  return connection === "close" ? onlyClose : connection.split(",").map((name) => name.trim());
}

function without(headers: readonly string[], named: readonly string[]): string[] {
  return headers.filter((_, at) => !named.includes((headers[at - (at % 2)] ?? "").toLowerCase()));
}
