import { parseLogfmt, quote, quoteIfNeeded } from "./logfmt.ts";

/**
 * What the router says of one request: `heroku[router]`. Times in milliseconds, bytes of the body. Null is
 * what the line leaves empty (no dyno was asked) or does not have.
 */
export interface RouterLine {
  /** Which side broke off: only H18 (`backend`) and H27 (`client`) say so. */
  readonly sock: string | null;
  /** `info`, `warning` or `error`. */
  readonly at: string;
  readonly code: string | null;
  readonly desc: string | null;
  readonly method: string | null;
  /** With its query. */
  readonly path: string | null;
  readonly host: string | null;
  readonly requestId: string | null;
  /** The whole `X-Forwarded-For`. */
  readonly fwd: string | null;
  readonly dyno: string | null;
  readonly connect: number | null;
  readonly service: number | null;
  readonly status: number | null;
  readonly bytes: number | null;
  /** `http1.1`, `http2.0`; older lines say `http` or `https`. */
  readonly protocol: string | null;
  readonly tls: boolean | null;
  readonly tlsVersion: string | null;
}

/** Reads the message of a `heroku[router]` line by its keys; undefined for a message that is none. */
export function parseRouterLine(message: string): RouterLine | undefined {
  const fields = parseLogfmt(message);
  const at = fields.get("at");
  if (!at || !fields.has("status") || !fields.has("method")) return undefined;
  const text = (key: string) => fields.get(key) || null;
  return {
    sock: text("sock"),
    at,
    code: text("code"),
    desc: text("desc"),
    method: text("method"),
    path: text("path"),
    host: text("host"),
    requestId: text("request_id"),
    fwd: text("fwd"),
    dyno: text("dyno"),
    connect: milliseconds(fields.get("connect")),
    service: milliseconds(fields.get("service")),
    status: count(fields.get("status")),
    bytes: count(fields.get("bytes")),
    protocol: text("protocol"),
    tls: fields.has("tls") ? fields.get("tls") === "true" : null,
    tlsVersion: text("tls_version"),
  };
}

/**
 * The message in the order and with the fields of today's router (samples of 2025 and 2026:
 * `… bytes=16268 protocol=http1.1 tls=false`).
 */
export function formatRouterLine(line: RouterLine): string {
  return (
    `${line.sock === null ? "" : `sock=${line.sock} `}at=${line.at} ` +
    `${line.code === null ? "" : `code=${line.code} desc=${quote(line.desc ?? "")} `}` +
    `method=${quoteIfNeeded(line.method ?? "")} path=${quote(line.path ?? "")} host=${quoteIfNeeded(line.host ?? "")} ` +
    `request_id=${quoteIfNeeded(line.requestId ?? "")} fwd=${quote(line.fwd ?? "")} dyno=${line.dyno ?? ""} ` +
    `connect=${line.connect === null ? "" : `${line.connect}ms`} ` +
    `service=${line.service === null ? "" : `${line.service}ms`} ` +
    `status=${line.status ?? ""} bytes=${line.bytes ?? ""}` +
    `${line.protocol === null ? "" : ` protocol=${line.protocol}`}` +
    `${line.tls === null ? "" : ` tls=${line.tls}`}` +
    `${line.tlsVersion === null ? "" : ` tls_version=${line.tlsVersion}`}`
  );
}

function milliseconds(value: string | undefined): number | null {
  return value !== undefined && /^\d+(?:ms)?$/.test(value) ? Number.parseInt(value, 10) : null;
}

function count(value: string | undefined): number | null {
  return value !== undefined && /^\d+$/.test(value) ? Number(value) : null;
}
