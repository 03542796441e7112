import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { takeSocket } from "../../http/front.ts";
import { fault } from "../../logs/router-fault.ts";
import { pairsOf } from "../header-list.ts";
import type { Exchange } from "./exchange.ts";
import { answerHeaders } from "./headers.ts";
import { enter, fail, settle } from "./settle.ts";

/** A backend that switched: its answer, its bare socket, and what followed the head. */
export interface Switched {
  readonly incoming: IncomingMessage;
  readonly socket: Socket;
  readonly head: Buffer;
}

/** Joins client and backend: bytes go both ways until one side ends or nobody speaks for the idle time. */
export function becomeTunnel(exchange: Exchange, { incoming, socket: backend, head }: Switched): void {
  const { around, upgradeHead, response, request } = exchange;
  backend.on("error", () => backend.destroy());
  if (upgradeHead === null) {
    backend.destroy();
    fail(exchange, fault("H17"));
    return;
  }
  exchange.status = 101;
  exchange.heard?.();
  exchange.firstByte = performance.now() - exchange.startedAt;
  enter(exchange, "tunnel", around.timeouts.idle);
  const client = takeSocket(request, response);

  client.write(switchingHead(incoming), "latin1");
  pass(exchange, backend, client);
  pass(exchange, client, backend);
  const end = () => {
    settle(exchange, 101, null);
    client.destroySoon();
    backend.destroySoon();
  };
  for (const socket of [client, backend]) socket.on("end", end).on("error", end).on("close", end);
  response.once("close", end);
  exchange.stopWaiting = end;
  if (head.length > 0) backend.unshift(head);
  if (upgradeHead.length > 0) client.unshift(upgradeHead);
}

function pass(exchange: Exchange, from: Socket, to: Socket): void {
  from.on("data", (chunk) => {
    exchange.bytes += chunk.length;
    exchange.timer?.refresh();
    if (!to.write(chunk)) from.pause();
  });
  to.on("drain", () => from.resume());
}

function switchingHead({ statusMessage, rawHeaders, headers }: IncomingMessage): string {
  let text = `HTTP/1.1 101 ${statusMessage || "Switching Protocols"}\r\nConnection: Upgrade\r\n`;
  if (headers.upgrade !== undefined) text += `Upgrade: ${headers.upgrade}\r\n`;
  for (const [name, value] of pairsOf(answerHeaders(rawHeaders))) text += `${name}: ${value}\r\n`;
  return `${text}\r\n`;
}
