import type { Socket } from "node:net";
import { takeSocket } from "../../http/front.ts";
import { fault } from "../../logs/router-fault.ts";
import type { Exchange } from "./exchange.ts";
import { fail, settle } from "./fail.ts";
import type { ResponseHead } from "./response-head.ts";

/** Joins client and dyno after a 101: bytes go both ways until one side ends or nobody speaks for the idle time. */
export function becomeTunnel(exchange: Exchange, head: ResponseHead, rest: Buffer | undefined): void {
  const { around, connection, dyno, upgrade } = exchange;
  // A dyno may not switch a connection whose client did not ask.
  if (upgrade === null || !connection || !dyno) {
    fail(exchange, fault("H17"));
    return;
  }
  const backend = around.pool.detach(dyno, connection);
  exchange.connection = null;
  exchange.status = 101;
  exchange.phase = "tunnel";
  const client = takeSocket(upgrade.request, upgrade.response);
  moved(exchange, 0);

  client.write(headLines(head), "latin1");
  pass(backend, client, (bytes) => moved(exchange, bytes));
  pass(client, backend, () => moved(exchange, 0));
  const end = () => finish(exchange, client, backend);
  for (const socket of [client, backend]) socket.on("end", end).on("error", end).on("close", end);
  exchange.cancelWait = end;
  if (rest) backend.emit("data", rest);
  if (upgrade.head.length > 0) client.emit("data", upgrade.head);
}

function moved(exchange: Exchange, bytes: number): void {
  exchange.bytes += bytes;
  exchange.deadline = performance.now() + exchange.around.idleTimeout;
}

function pass(from: Socket, to: Socket, passed: (bytes: number) => void): void {
  from.on("data", (chunk) => {
    passed(chunk.length);
    if (!to.write(chunk)) from.pause();
  });
  to.on("drain", () => from.resume());
  from.resume();
}

/** What was written still goes out before the sockets close. */
function finish(exchange: Exchange, client: Socket, backend: Socket): void {
  exchange.cancelWait = undefined;
  settle(exchange, 101, exchange.bytes, null);
  client.destroySoon();
  backend.destroySoon();
}

function headLines({ reason, upgrade, lines }: ResponseHead): string {
  const protocol = upgrade === null ? "" : `Upgrade: ${upgrade}\r\n`;
  return `HTTP/1.1 101 ${reason || "Switching Protocols"}\r\nConnection: Upgrade\r\n${protocol}${lines}\r\n`;
}
