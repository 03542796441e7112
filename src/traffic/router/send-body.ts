import type { ClientRequest } from "node:http";
import type { Exchange } from "./exchange.ts";
import { enter } from "./settle.ts";

/** Passes the body on as it comes, no faster than the backend takes it. */
export function sendBody(exchange: Exchange, outgoing: ClientRequest): void {
  const { request, response, tap, around } = exchange;
  if (!exchange.hasBody) {
    if (!exchange.isRetry) tap?.complete();
    outgoing.end();
    wait(exchange);
    return;
  }
  if (/^100-continue$/i.test(request.headers.expect ?? "")) response.writeContinue();
  enter(exchange, "sending", around.timeouts.idle);
  outgoing.flushHeaders();
  request.on("data", (chunk: Buffer) => {
    if (exchange.isOver) return;
    tap?.body(chunk);
    exchange.timer?.refresh();
    if (!outgoing.write(chunk)) request.pause();
  });
  outgoing.on("drain", () => {
    exchange.timer?.refresh();
    request.resume();
  });
  request.once("end", () => {
    if (exchange.isOver) return;
    tap?.complete();
    outgoing.end();
    if (exchange.phase === "sending") wait(exchange);
  });
}

function wait(exchange: Exchange): void {
  const { around, backend } = exchange;
  enter(exchange, "waiting", backend?.isHeld ? Number.POSITIVE_INFINITY : around.timeouts.firstByte);
}
