import type { Exchange } from "./exchange.ts";

/**
 * Passes the body of the request on as it comes. While it flows, only silence ends the exchange; the time for the
 * first byte of the answer runs from its end.
 */
export function sendBody(exchange: Exchange): void {
  const { around, body, scan, reply } = exchange;
  if (body === null) return;
  const write = scan.chunked ? writeChunk : writePlain;
  exchange.phase = "sending";
  exchange.deadline = performance.now() + around.idleTimeout;

  body.on("data", (chunk: Buffer) => {
    exchange.deadline = performance.now() + around.idleTimeout;
    if (!write(exchange, chunk)) body.pause();
  });
  body.once("end", () => {
    exchange.bodySent = true;
    const socket = exchange.connection?.socket;
    if (!socket) return;
    if (scan.chunked) socket.write(`0\r\n${trailerLines(body.rawTrailers)}\r\n`, "latin1");
    if (reply.started()) return;
    exchange.phase = "waiting";
    exchange.deadline = performance.now() + around.firstByteTimeout;
  });
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
