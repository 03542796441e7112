import type { IncomingMessage } from "node:http";
import { fault } from "../../logs/router-fault.ts";
import { pairsOf } from "../header-list.ts";
import type { Exchange } from "./exchange.ts";
import { answerHeaders } from "./headers.ts";
import { enter, fail, settle } from "./settle.ts";

/** Passes an answer on as it comes, no faster than the client takes it. */
export function answer(exchange: Exchange, incoming: IncomingMessage): void {
  const { response } = exchange;
  enter(exchange, "answering", exchange.around.timeouts.idle);
  exchange.heard?.();
  exchange.firstByte = performance.now() - exchange.startedAt;
  incoming.on("error", () => fail(exchange, fault("H18")));
  if (!begin(exchange, incoming)) return;
  incoming.on("data", (chunk: Buffer) => {
    if (exchange.isOver) return;
    exchange.bytes += chunk.length;
    exchange.timer?.refresh();
    if (!response.write(chunk)) incoming.pause();
  });
  response.on("drain", () => {
    exchange.timer?.refresh();
    incoming.resume();
  });
  incoming.once("end", () => {
    if (exchange.isOver) return;
    if (incoming.rawTrailers.length > 0)
      response.addTrailers([...pairsOf(incoming.rawTrailers)].map(([...pair]) => pair));
    response.end();
  });
  response.once("finish", () => settle(exchange, exchange.status ?? 0, null));
}

/** False when Node refuses to say what the backend said. */
function begin(exchange: Exchange, incoming: IncomingMessage): boolean {
  const { response, request } = exchange;
  response.sendDate = false;
  // The rest of a body that was answered early would be read as the next request.
  if (!request.complete) response.shouldKeepAlive = false;
  try {
    response.writeHead(incoming.statusCode ?? 0, incoming.statusMessage ?? "", answerHeaders(incoming.rawHeaders));
  } catch {
    fail(exchange, fault("H17"));
    return false;
  }
  exchange.status = incoming.statusCode ?? 0;
  // With the first bytes where they come at once; an event stream may have none for a long time.
  setImmediate(() => {
    if (exchange.bytes === 0 && !exchange.isOver) response.flushHeaders();
  });
  return true;
}
