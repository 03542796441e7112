import { type Fault, fault } from "../../logs/router-fault.ts";
import { appendToList, dropHeaders, takeHeaders, watchNames } from "./header-lines.ts";

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
  /** The header lines as the dyno wrote them, without those that are between router and dyno only. */
  readonly lines: string;
  readonly framing: Framing;
  /** Whether the dyno takes another request on this connection. */
  readonly keepAlive: boolean;
  /** The protocol that a 101 switches to. */
  readonly upgrade: string | null;
}

interface Found {
  via: string;
  length: number | null;
  transferEncoding: string | null;
  connection: string;
  upgrade: string | null;
  wrong: Fault | undefined;
}

/** A reason may be missing, as the router of today accepts it. No part can match in two ways: this takes linear time. */
const wholeHead =
  /^HTTP\/1\.[01] [1-9]\d\d(?: [\t\x20-\x7e\x80-\xff]*)?\r\n(?:[!#$%&'*+\-.^_`|~0-9A-Za-z]+:[\t\x20-\x7e\x80-\xff]*\r\n)*$/;
const statusLineLimit = 8192;
/** Where minor version, status and reason are in `HTTP/1.1 200 OK`. */
const [minorAt, statusAt, reasonAt] = [7, 9, 13];

const watched = watchNames([
  "connection",
  "content-length",
  "keep-alive",
  "proxy-connection",
  "transfer-encoding",
  "upgrade",
  "via",
]);

/** Reads a head up to and without its empty line. Answers with a fault (H17, H25) instead of throwing. */
export function parseResponseHead(text: string, method: string): ResponseHead | Fault {
  if (!wholeHead.test(text)) return fault("H17");
  const lineEnd = text.indexOf("\r");
  if (lineEnd > statusLineLimit) return fault("H25", "oversized status line");
  const found: Found = {
    via: "",
    length: null,
    transferEncoding: null,
    connection: "",
    upgrade: null,
    wrong: undefined,
  };
  const lines = takeHeaders(text.slice(lineEnd + 2), { watched, found, take });
  if (found.wrong) return found.wrong;
  const status = Number(text.slice(statusAt, statusAt + 3));
  const framing = framingOf(found, status, method);
  const contradicts = found.length !== null && found.transferEncoding !== null;
  const reusable = text.charAt(minorAt) === "1" && framing.kind !== "close" && !contradicts;
  return {
    status,
    reason: text.slice(reasonAt, lineEnd),
    lines: `${endToEnd(lines, found, contradicts)}Via: ${appendToList(found.via, "1.1 heroku-router")}\r\n`,
    framing,
    keepAlive: reusable && !closes.test(found.connection),
    upgrade: found.upgrade,
  };
}

/** True for a line that is not passed on as it is. */
function take(found: Found, name: string, value: string): boolean {
  switch (name) {
    case "via":
      found.via = appendToList(found.via, value);
      return true;
    case "upgrade":
      found.upgrade = value;
      return true;
    case "connection":
      found.connection = appendToList(found.connection, value.toLowerCase());
      return true;
    case "content-length":
      return takeLength(found, value);
    case "transfer-encoding":
      if (found.transferEncoding !== null || value.toLowerCase() !== "chunked") found.wrong = fault("H17");
      found.transferEncoding = value;
      return true;
    default:
      return name === "keep-alive" || name === "proxy-connection";
  }
}

/** The first line of a length stays where it is, an equal one after it goes. */
function takeLength(found: Found, value: string): boolean {
  const length = Number(value);
  const repeated = found.length !== null;
  if (!/^\d{1,15}$/.test(value)) found.wrong = fault("H17");
  else if (repeated && found.length !== length) found.wrong = fault("H25", "invalid content length");
  found.length = length;
  return repeated;
}

function endToEnd(lines: string, { connection }: Found, contradicts: boolean): string {
  if (!contradicts && (connection === "" || connection === "keep-alive" || connection === "close")) return lines;
  const named = connection.split(",").map((name) => name.trim());
  return dropHeaders(
    lines,
    contradicts ? [...named, "content-length"] : named.filter((name) => name !== "content-length"),
  );
}

function framingOf({ length, transferEncoding }: Found, status: number, method: string): Framing {
  if (method === "HEAD" || status === 204 || status === 304 || status < 200) return none;
  if (transferEncoding !== null) return chunked;
  return length === null ? untilClose : { kind: "length", length };
}

const none: Framing = { kind: "none" };
const chunked: Framing = { kind: "chunked" };
const untilClose: Framing = { kind: "close" };
const closes = /(?:^|,)[ \t]*close[ \t]*(?:,|$)/;
