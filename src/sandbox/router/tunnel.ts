import type { Socket } from "node:net";
import type { Exchange } from "./exchange.ts";
import { fail } from "./fail.ts";
import { fault } from "./faults.ts";
import { logExchange } from "./request-log.ts";
import type { ResponseHead } from "./response-head.ts";

/** Joins client and dyno after a 101: bytes go both ways until one side ends or nobody speaks for the idle time. */
export function becomeTunnel(exchange: Exchange, head: ResponseHead, rest: Buffer | undefined): void {
  const { around, connection, dyno, request, response, upgradeHead } = exchange;
  // A dyno may not switch a connection whose client did not ask.
  if (upgradeHead === null || !connection || !dyno) {
    fail(exchange, fault("H17"));
    return;
  }
  clearTimeout(exchange.timer);
  const client = request.socket;
  const backend = around.pool.detach(dyno, connection);
  exchange.connection = null;
  response.detachSocket(client);
  const end = () => finish(exchange, client, backend);
  exchange.timer = setTimeout(() => {
    logExchange(exchange, { status: 101, bytes: exchange.bytes, fault: fault("H15") });
    end();
  }, around.settings.routerIdleTimeout);

  client.write(headLines(head), "latin1");
  pass(backend, client, (bytes) => {
    exchange.bytes += bytes;
    exchange.timer?.refresh();
  });
  pass(client, backend, () => exchange.timer?.refresh());
  for (const socket of [client, backend]) socket.on("end", end).on("error", end).on("close", end);
  if (rest) backend.emit("data", rest);
  if (upgradeHead.length > 0) client.emit("data", upgradeHead);
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
  clearTimeout(exchange.timer);
  logExchange(exchange, { status: 101, bytes: exchange.bytes });
  client.destroySoon();
  backend.destroySoon();
}

function headLines(head: ResponseHead): string {
  let lines = `HTTP/1.1 101 ${head.reason || "Switching Protocols"}\r\nConnection: Upgrade\r\n`;
  if (head.upgrade !== null) lines += `Upgrade: ${head.upgrade}\r\n`;
  for (let at = 0; at + 1 < head.headers.length; at += 2) lines += `${head.headers[at]}: ${head.headers[at + 1]}\r\n`;
  return `${lines}\r\n`;
}
