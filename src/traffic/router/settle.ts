import type { ServerResponse } from "node:http";
import { type Fault, fault } from "../../logs/router-fault.ts";
import { errorPage } from "./error-page.ts";
import type { Exchange } from "./exchange.ts";

/** Ends an exchange without (the rest of) an answer: with a page where one can still be sent. */
export function fail(exchange: Exchange, why: Fault): void {
  if (exchange.isOver) return;
  const { response, request } = exchange;
  if (exchange.status !== null || why.code === "H27") {
    settle(exchange, exchange.status ?? why.status, why);
    cut(response);
    return;
  }
  const page = Buffer.from(errorPage(why));
  if (exchange.backend) exchange.bytes = page.length;
  settle(exchange, why.status, why);
  // The rest of the body would be read as the next request.
  if (!request.complete) response.shouldKeepAlive = false;
  response.writeHead(why.status, {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Length": page.length,
    "Cache-Control": "no-cache, no-store",
    Server: "heroku-router",
    Via: "1.1 heroku-router",
  });
  response.end(request.method === "HEAD" ? undefined : page);
}

/** Ends an answer that has begun, in a way that shows that it is not whole; what came still goes to a client that reads. */
function cut(response: ServerResponse): void {
  if (!response.headersSent || response.writableNeedDrain) {
    response.destroy();
    return;
  }
  response.flushHeaders();
  response.socket?.destroySoon();
}

/** Writes the line and gives up all that waits. */
export function settle(exchange: Exchange, status: number, why: Fault | null): void {
  if (exchange.isOver) return;
  exchange.isOver = true;
  const { around, outgoing, tap, request } = exchange;
  around.active.delete(exchange);
  clearTimeout(exchange.timer);
  exchange.stopWaiting?.();
  exchange.heard?.();
  const service = performance.now() - exchange.startedAt;
  writeLine(exchange, status, why);
  tap?.ended({ status, firstByte: exchange.firstByte, service, bytes: exchange.bytes, code: why?.code ?? null });
  if (why) outgoing?.destroy();
  // What is left of the body is read and dropped.
  request.resume();
}

/** From now on this is what the exchange waits for; too long a silence ends it. */
export function enter(exchange: Exchange, phase: Exchange["phase"], limit: number): void {
  clearTimeout(exchange.timer);
  exchange.phase = phase;
  exchange.timer = Number.isFinite(limit) ? setTimeout(() => fail(exchange, tooLate(exchange)), limit) : undefined;
}

/** Who kept the other waiting. */
function tooLate({ phase, request, response }: Exchange): Fault {
  if (phase === "booting") return fault("H20");
  if (phase === "connecting") return fault("H19");
  if (phase === "sending") return fault(request.isPaused() ? "H12" : "H28");
  if (phase === "answering") return fault(response.writableNeedDrain ? "H28" : "H15");
  return fault(phase === "tunnel" ? "H15" : "H12");
}

function writeLine(exchange: Exchange, status: number, why: Fault | null): void {
  const { around, head, backend, request } = exchange;
  const isAsked = backend !== undefined;
  around.log({
    sock: why?.sock ?? null,
    at: why?.at ?? "info",
    code: why?.code ?? null,
    desc: why?.desc ?? null,
    method: head.method,
    path: head.path,
    host: head.host,
    requestId: head.requestId,
    fwd: exchange.forwardedFor,
    dyno: backend?.name ?? null,
    connect: exchange.connectTime === null ? null : Math.round(exchange.connectTime),
    service: isAsked ? Math.round(performance.now() - exchange.sentAt - (exchange.connectTime ?? 0)) : null,
    status,
    bytes: isAsked ? exchange.bytes : null,
    protocol: `http${request.httpVersion}`,
    tls: false,
    tlsVersion: null,
  });
}
