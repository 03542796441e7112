import type { Exchange } from "./exchange.ts";
import { fail } from "./fail.ts";
import { fault } from "./faults.ts";

/**
 * Passes the body of the request on as it comes. While it flows, only silence ends the exchange; the time for the
 * first byte of the answer runs from its end.
 */
export function sendBody(exchange: Exchange): void {
  const { around, request, scan } = exchange;
  const { routerIdleTimeout, routerFirstByteTimeout } = around.settings;
  const write = scan.chunked ? writeChunk : writePlain;
  restartTimer(exchange, routerIdleTimeout, () => (request.isPaused() ? "H12" : "H28"));

  request.on("data", (chunk: Buffer) => {
    exchange.timer?.refresh();
    if (!write(exchange, chunk)) request.pause();
  });
  request.once("end", () => {
    exchange.requestEnded = true;
    const socket = exchange.connection?.socket;
    if (!socket) return;
    if (scan.chunked) socket.write(`0\r\n${trailerLines(request.rawTrailers)}\r\n`, "latin1");
    if (!exchange.response.headersSent) restartTimer(exchange, routerFirstByteTimeout, () => "H12");
  });
}

function restartTimer(exchange: Exchange, time: number, code: () => string): void {
  clearTimeout(exchange.timer);
  exchange.timer = setTimeout(() => fail(exchange, fault(code())), time);
}

/** True while there is room for more; after the end of the exchange the rest is read and dropped. */
function writePlain({ connection }: Exchange, chunk: Buffer): boolean {
  return connection === null || connection.socket.write(chunk);
}

function writeChunk({ connection }: Exchange, chunk: Buffer): boolean {
  if (connection === null) return true;
  const { socket } = connection;
  socket.cork();
  socket.write(`${chunk.length.toString(16)}\r\n`, "latin1");
  socket.write(chunk);
  const room = socket.write("\r\n", "latin1");
  socket.uncork();
  return room;
}

function trailerLines(raw: readonly string[]): string {
  let lines = "";
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = raw[at] ?? "";
    if (!forbidden.test(name)) lines += `${name}: ${raw[at + 1]}\r\n`;
  }
  return lines;
}

/** What routing, framing and trust rest on has no place behind a body (RFC 9110, section 6.5.1). */
const forbidden =
  /^(?:host|connection|content-length|transfer-encoding|trailer|te|upgrade|via|authorization|cookie|x-forwarded-.*|x-request-.*)$/i;
