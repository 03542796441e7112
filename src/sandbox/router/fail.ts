import type { ServerResponse } from "node:http";
import type { Exchange } from "./exchange.ts";
import { type Fault, fault } from "./faults.ts";
import { blankPage, errorPage, maintenancePage } from "./pages.ts";
import { logExchange } from "./request-log.ts";

/** Ends an exchange without (the rest of) an answer from a dyno: a page where one can still be sent, and the line. */
export function fail(exchange: Exchange, why: Fault): void {
  if (exchange.logged) return;
  release(exchange);
  const { response } = exchange;
  if (response.headersSent || response.destroyed) {
    logExchange(exchange, {
      status: response.headersSent ? response.statusCode : why.status,
      bytes: exchange.bytes,
      fault: why,
    });
    response.destroy();
    return;
  }
  const sent = sendPage(response, why.status, pageOf(why));
  logExchange(exchange, { status: why.status, bytes: exchange.dyno ? sent : null, fault: why });
}

/** The client went away: nothing is left to answer. */
export function failInterrupted(exchange: Exchange): void {
  if (exchange.logged) return;
  release(exchange);
  const why = fault("H27");
  logExchange(exchange, { status: why.status, bytes: exchange.dyno ? exchange.bytes : null, fault: why });
}

/** Sends a page of the router's own; bytes sent. */
export function sendPage(response: ServerResponse, status: number, html: string): number {
  const body = Buffer.from(html);
  response.writeHead(status, {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Length": body.length,
    "Cache-Control": "no-cache, no-store",
    Server: "heroku-router",
  });
  response.end(body);
  return body.length;
}

/** Gives up the dyno's connection and everything that waits. */
function release(exchange: Exchange): void {
  clearTimeout(exchange.timer);
  exchange.cancelWait?.();
  const { connection, dyno } = exchange;
  exchange.connection = null;
  if (!connection || !dyno) return;
  connection.abandon();
  exchange.around.pool.give(dyno, connection);
}

function pageOf(why: Fault): string {
  if (why.code === "H80") return maintenancePage;
  return why.code === "H81" ? blankPage : errorPage(why.code);
}
