import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Answer } from "./call.ts";
import type { ApiError } from "./errors.ts";
import { cutPage } from "./range.ts";

interface Representation {
  readonly status: number;
  readonly payload: string;
  readonly etag: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What an answer looks like for this request: its page of a list, with its ETag. Throws 416. */
export function represent(answer: Answer, range: string | undefined): Representation {
  const page = answer.sorting ? cutPage(answer.body as readonly unknown[], answer.sorting, range) : undefined;
  const payload = JSON.stringify(page ? page.items : answer.body);
  const next = page?.headers["Next-Range"] ?? "";
  const etag = `"${createHash("sha256").update(next).update(payload).digest("hex").slice(0, 32)}"`;
  return {
    status: page?.status ?? answer.status,
    payload,
    etag,
    headers: { ...page?.headers, ...lastModified(answer.body) },
  };
}

/** Sends an answer, as 304 without a body when the client has it already. */
export function sendAnswer(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  const { status, payload, etag, headers } = represent(answer, headerOf(request, "range"));
  const isRead = request.method === "GET" || request.method === "HEAD";
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.setHeader("ETag", etag);
  response.setHeader("Cache-Control", "private, no-cache");
  response.setHeader("Vary", "Accept, Authorization, Range");
  if (isRead && isListed(etag, headerOf(request, "if-none-match"))) {
    response.writeHead(304).end();
    return;
  }
  sendJson(request, response, status, payload);
}

export function sendError(request: IncomingMessage, response: ServerResponse, error: ApiError): void {
  if (error.status === 401) response.setHeader("WWW-Authenticate", 'Basic realm="Heroku sandbox"');
  // What the client still sends is read and dropped: it would not see an answer on a connection that was cut.
  request.resume();
  sendJson(request, response, error.status, JSON.stringify(error.body));
}

/** Whether an ETag is named by `If-None-Match` or `If-Match`; `*` names all. */
export function isListed(etag: string, header: string | undefined): boolean {
  const tags = (header ?? "").split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  return tags.includes(etag) || tags.includes("*");
}

export function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(", ") : value;
}

function sendJson(request: IncomingMessage, response: ServerResponse, status: number, payload: string): void {
  response.writeHead(status, {
    "Content-Type": "application/json; charset=utf-8",
    "Content-Length": Buffer.byteLength(payload),
    "X-Content-Type-Options": "nosniff",
  });
  response.end(request.method === "HEAD" ? undefined : payload);
}

function lastModified(body: unknown): Record<string, string> {
  if (typeof body !== "object" || body === null || !("updated_at" in body)) return {};
  const time = new Date(String(body.updated_at));
  return Number.isNaN(time.getTime()) ? {} : { "Last-Modified": time.toUTCString() };
}
