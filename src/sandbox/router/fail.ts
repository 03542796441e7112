import { type Fault, fault } from "../../logs/router-fault.ts";
import type { Exchange } from "./exchange.ts";
import { blankPage, errorPage, maintenancePage } from "./pages.ts";
import type { Reply } from "./reply.ts";

/** Ends an exchange without (the rest of) an answer from a dyno: a page where one can still be sent, and the line. */
export function fail(exchange: Exchange, why: Fault): void {
  if (exchange.over) return;
  const { reply, dyno, bytes } = exchange;
  if (exchange.status !== null || why.code === "H27") {
    settle(exchange, exchange.status ?? why.status, dyno ? bytes : null, why);
    reply.destroy();
    return;
  }
  const html = pageOf(why);
  settle(exchange, why.status, dyno ? Buffer.byteLength(html) : null, why);
  sendPage(reply, { status: why.status, html, method: exchange.method, keepAlive: exchange.bodySent });
}

/** The client went away. */
export function failInterrupted(exchange: Exchange): void {
  exchange.status = null;
  fail(exchange, fault("H27"));
}

/** Writes the line and gives up the dyno's connection and all that waits. */
export function settle(exchange: Exchange, status: number, bytes: number | null, why: Fault | null): void {
  if (exchange.over) return;
  exchange.over = true;
  const { around, connection, dyno } = exchange;
  around.watch.delete(exchange);
  exchange.cancelWait?.();
  exchange.connection = null;
  around.log.write(exchange, status, bytes, why);
  if (!connection || !dyno) return;
  connection.abandon();
  around.pool.give(dyno, connection);
}

/** Sends a page of the router's own. */
export function sendPage(
  reply: Reply,
  page: { status: number; html: string; method: string; keepAlive: boolean },
): void {
  const body = Buffer.from(page.html);
  const lines =
    `Content-Type: text/html; charset=utf-8\r\nContent-Length: ${body.length}\r\n` +
    "Cache-Control: no-cache, no-store\r\nServer: heroku-router\r\nVia: 1.1 heroku-router\r\n";
  const framing = { kind: "length", length: body.length } as const;
  const reason = reasons[page.status] ?? "Error";
  reply.head({ status: page.status, reason, lines, framing, keepAlive: true, upgrade: null }, page);
  reply.end(page.method === "HEAD" ? undefined : body, []);
}

const reasons: Readonly<Record<number, string>> = {
  400: "Bad Request",
  404: "Not Found",
  417: "Expectation Failed",
  431: "Request Header Fields Too Large",
  499: "Client Closed Request",
  502: "Bad Gateway",
  503: "Service Unavailable",
};

function pageOf(why: Fault): string {
  if (why.code === "H80") return maintenancePage;
  return why.code === "H81" ? blankPage : errorPage(why.code);
}
