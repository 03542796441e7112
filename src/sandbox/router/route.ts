import { type Fault, fault } from "../../logs/router-fault.ts";
import type { Dyno } from "../parts.ts";
import { answering } from "./answer.ts";
import type { ConnectionListener } from "./dyno-connection.ts";
import type { Exchange } from "./exchange.ts";
import { fail, failInterrupted, settle } from "./fail.ts";
import type { ReplyListener } from "./reply.ts";
import { sendBody } from "./send-body.ts";

/** As many dynos as are tried for one request before it fails. */
const attempts = 10;
/** Safe to send again when a connection turns out to be stale (RFC 9110, section 9.2.2). */
const repeatable = new Set(["GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"]);
const untried: ReadonlySet<string> = new Set();

/** Carries an exchange from its app to its log line. */
export function route(exchange: Exchange): void {
  exchange.reply.listen(replyListener, exchange);
  exchange.around.watch.add(exchange);
  if (exchange.app.maintenance) fail(exchange, fault("H80"));
  else choose(exchange);
}

function choose(exchange: Exchange): void {
  const { app, around, tried } = exchange;
  const chosen = around.webDynos.choose(app.id, tried ?? untried);
  if (chosen !== "starting") {
    go(exchange, chosen);
    return;
  }
  exchange.cancelWait = around.webDynos.wait(app.id, (decided) => {
    exchange.cancelWait = undefined;
    go(exchange, decided);
  });
}

function go(exchange: Exchange, chosen: Dyno | Fault): void {
  if ("desc" in chosen) fail(exchange, chosen);
  else send(exchange, chosen, { fresh: !mayRepeat(exchange) });
}

function mayRepeat({ method, body, upgrade }: Exchange): boolean {
  return body === null && upgrade === null && repeatable.has(method);
}

/** A request that must not be sent twice gets a connection that cannot be stale. */
function send(exchange: Exchange, dyno: Dyno, options: { readonly fresh: boolean }): void {
  const { around } = exchange;
  const connection = around.pool.take(dyno, exchange, options);
  exchange.dyno = dyno;
  exchange.connection = connection;
  exchange.phase = "waiting";
  exchange.startedAt = performance.now();
  exchange.deadline = exchange.startedAt + around.firstByteTimeout;
  connection.socket.write(headOf(exchange), "latin1");
  if (exchange.reused) connected(exchange, exchange.startedAt);
}

function headOf({ method, scan, upgrade }: Exchange): string {
  let head = `${method} ${scan.path} HTTP/1.1\r\n${scan.lines}`;
  if (scan.chunked) head += "Transfer-Encoding: chunked\r\n";
  else if (scan.contentLength !== null) head += `Content-Length: ${scan.contentLength}\r\n`;
  if (upgrade !== null) head += `Connection: Upgrade\r\nUpgrade: ${scan.upgrade}\r\n`;
  return `${head}\r\n`;
}

function connected(exchange: Exchange, now: number): void {
  exchange.connectTime = now - exchange.startedAt;
  exchange.sentAt = now;
  exchange.deadline = now + exchange.around.firstByteTimeout;
  if (!exchange.bodySent) sendBody(exchange);
}

const replyListener: ReplyListener = {
  drained(exchange) {
    exchange.deadline = performance.now() + exchange.around.idleTimeout;
    exchange.connection?.socket.resume();
  },
  finished: (exchange) => settle(exchange, exchange.status ?? 0, exchange.bytes, null),
  closed: failInterrupted,
};

/** What the router does with what happens on a dyno's connection. */
export const connectionListener: ConnectionListener = {
  ...answering,
  connected: (exchange) => connected(exchange, performance.now()),
  drained({ bodySent, body }) {
    if (!bodySent) body?.resume();
  },
  refused,
  closedUnanswered,
};

function refused(exchange: Exchange, error: NodeJS.ErrnoException): void {
  const { around, dyno } = exchange;
  if (exchange.over || !dyno) return;
  around.pool.quarantine(dyno);
  exchange.tried ??= new Set();
  exchange.tried.add(dyno.id);
  const last = exchange.tried.size >= attempts;
  const chosen = last ? fault("H21") : around.webDynos.choose(exchange.app.id, exchange.tried);
  if (chosen === "starting" || "desc" in chosen) {
    exchange.connectTime = performance.now() - exchange.startedAt;
    fail(exchange, fault(error.code === "ETIMEDOUT" ? "H19" : "H21"));
    return;
  }
  giveBack(exchange);
  go(exchange, chosen);
}

/** A kept connection that the dyno closed meanwhile is no fault of the dyno: once more, on a new one. */
function closedUnanswered(exchange: Exchange): void {
  const { dyno } = exchange;
  if (exchange.over || !dyno) return;
  if (!exchange.reused || !mayRepeat(exchange)) {
    fail(exchange, fault("H13"));
    return;
  }
  giveBack(exchange);
  send(exchange, dyno, { fresh: true });
}

function giveBack(exchange: Exchange): void {
  const { around, connection, dyno } = exchange;
  exchange.connection = null;
  if (connection && dyno) around.pool.give(dyno, connection);
}
