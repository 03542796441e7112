import type { Dyno } from "../parts.ts";
import type { ConnectionListener } from "./dyno-connection.ts";
import type { Exchange } from "./exchange.ts";
import { fail, failInterrupted } from "./fail.ts";
import { type Fault, fault } from "./faults.ts";
import { logExchange } from "./request-log.ts";
import { sendBody } from "./send-body.ts";
import { becomeTunnel } from "./tunnel.ts";

/** As many dynos as are tried for one request before it fails. */
const attempts = 10;
/** Safe to send again when a connection turns out to be stale (RFC 9110, section 9.2.2). */
const repeatable = new Set(["GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"]);

/** Carries an exchange from a chosen dyno to its log line. */
export function route(exchange: Exchange): void {
  exchange.response.once("close", () => {
    if (!exchange.response.writableFinished) failInterrupted(exchange);
  });
  if (exchange.app.maintenance) fail(exchange, fault("H80"));
  else next(exchange);
}

function next(exchange: Exchange): void {
  const { app, around, tried } = exchange;
  const chosen = around.webDynos.choose(app.id, tried);
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
  else send(exchange, chosen, !mayRepeat(exchange));
}

function mayRepeat({ request, scan, upgradeHead }: Exchange): boolean {
  return !scan.hasBody && upgradeHead === null && repeatable.has(request.method ?? "");
}

/** A request that must not be sent twice gets a connection that cannot be stale. */
function send(exchange: Exchange, dyno: Dyno, fresh: boolean): void {
  const { around, request } = exchange;
  const { connection, reused } = around.pool.take(dyno, { fresh });
  exchange.dyno = dyno;
  exchange.connection = connection;
  exchange.reused = reused;
  const now = performance.now();
  connection.begin(request.method ?? "GET", listen(exchange, now));
  connection.socket.write(headOf(exchange), "latin1");
  if (reused) connected(exchange, 0);
  if (exchange.requestEnded) {
    exchange.timer = setTimeout(() => fail(exchange, fault("H12")), around.settings.routerFirstByteTimeout);
  }
}

function headOf({ request, scan, upgradeHead }: Exchange): string {
  const framing = scan.chunked
    ? "Transfer-Encoding: chunked\r\n"
    : scan.contentLength === null
      ? ""
      : `Content-Length: ${scan.contentLength}\r\n`;
  const upgrade = upgradeHead === null ? "" : `Connection: Upgrade\r\nUpgrade: ${scan.upgrade}\r\n`;
  return `${request.method} ${scan.path} HTTP/1.1\r\n${scan.lines}${framing}${upgrade}\r\n`;
}

function connected(exchange: Exchange, connectTime: number): void {
  exchange.connectTime = connectTime;
  exchange.sentAt = performance.now();
  if (!exchange.requestEnded) sendBody(exchange);
}

function listen(exchange: Exchange, startedAt: number): ConnectionListener {
  const { request, response } = exchange;
  return {
    connected: () => connected(exchange, performance.now() - startedAt),
    drained() {
      if (!exchange.requestEnded) request.resume();
    },
    refused: (error) => refused(exchange, error, performance.now() - startedAt),
    closedUnanswered: () => closedUnanswered(exchange),
    broken: (why) => fail(exchange, why),
    information(head) {
      if (head.status === 100) response.writeContinue();
      else if (head.status === 102) response.writeProcessing();
    },
    head(head) {
      answering(exchange);
      // A client that still waits for its 100 may send the body or the next request: only the end of the connection is clear.
      if (!exchange.requestEnded && exchange.scan.expects !== "") response.shouldKeepAlive = false;
      try {
        response.writeHead(head.status, head.reason, head.headers as string[]);
      } catch {
        // Node refuses names and values that HTTP does not allow.
        fail(exchange, fault("H17"));
      }
    },
    switched: (head, rest) => becomeTunnel(exchange, head, rest),
    body(chunk) {
      if (exchange.logged) return;
      exchange.bytes += chunk.length;
      exchange.timer?.refresh();
      if (response.write(chunk)) return;
      exchange.connection?.socket.pause();
      response.once("drain", () => {
        exchange.timer?.refresh();
        exchange.connection?.socket.resume();
      });
    },
    end: (last, trailers) => complete(exchange, last, trailers),
  };
}

/** The first byte is there: from now on only silence ends the exchange. */
function answering(exchange: Exchange): void {
  clearTimeout(exchange.timer);
  exchange.timer = setTimeout(() => {
    fail(exchange, fault(exchange.response.writableLength > 0 ? "H28" : "H15"));
  }, exchange.around.settings.routerIdleTimeout);
}

function complete(exchange: Exchange, last: Buffer | undefined, trailers: readonly string[]): void {
  if (exchange.logged) return;
  const { around, connection, dyno, response } = exchange;
  exchange.connection = null;
  if (last) exchange.bytes += last.length;
  if (connection && dyno) {
    // The rest of a request that was answered early would be read as the next one.
    if (!exchange.requestEnded) connection.abandon();
    around.pool.give(dyno, connection);
  }
  if (trailers.length > 0) response.addTrailers(pairs(trailers));
  response.end(last);
  const log = () => {
    clearTimeout(exchange.timer);
    logExchange(exchange, { status: response.statusCode, bytes: exchange.bytes });
  };
  if (response.writableLength === 0) log();
  else response.once("finish", log);
}

function refused(exchange: Exchange, error: NodeJS.ErrnoException, connectTime: number): void {
  const { around, dyno, connection, tried } = exchange;
  if (exchange.logged || !dyno || !connection) return;
  clearTimeout(exchange.timer);
  around.pool.quarantine(dyno);
  tried.add(dyno.id);
  const chosen = tried.size < attempts ? around.webDynos.choose(exchange.app.id, tried) : fault("H21");
  if (chosen === "starting" || "desc" in chosen) {
    exchange.connectTime = connectTime;
    fail(exchange, fault(error.code === "ETIMEDOUT" ? "H19" : "H21"));
    return;
  }
  exchange.connection = null;
  around.pool.give(dyno, connection);
  go(exchange, chosen);
}

/** A kept connection that the dyno closed meanwhile is no fault of the dyno: once more, on a new one. */
function closedUnanswered(exchange: Exchange): void {
  const { around, connection, dyno } = exchange;
  if (exchange.logged || !connection || !dyno) return;
  if (!exchange.reused || !mayRepeat(exchange)) {
    fail(exchange, fault("H13"));
    return;
  }
  clearTimeout(exchange.timer);
  exchange.connection = null;
  around.pool.give(dyno, connection);
  send(exchange, dyno, true);
}

function pairs(list: readonly string[]): [string, string][] {
  const result: [string, string][] = [];
  for (let at = 0; at + 1 < list.length; at += 2) result.push([list[at] ?? "", list[at + 1] ?? ""]);
  return result;
}
