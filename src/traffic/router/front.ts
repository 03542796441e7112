import { createServer, type IncomingMessage, type Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** `upgradeHead` is what followed the head of a request for another protocol; null for all others. */
export type RequestHandler = (request: IncomingMessage, response: ServerResponse, upgradeHead: Buffer | null) => void;

/** All headers of a request together. */
const headLimit = 64 * 1024;
/** For the head alone, in milliseconds: a body may take as long as it moves. */
const headTime = 30_000;

/** The side towards the clients. Its parser is strict: what it refuses never reaches the handler. */
export function createFront(handle: RequestHandler): Server {
  const plain = createHttp(handle);
  const front = createHttp(handle);
  front.on("upgrade", (request, socket: Socket, head: Buffer) => {
    if (wantsTunnel(request)) handle(request, responseOn(request, socket), head);
    else again(plain, request, socket, head);
  });
  return front;
}

function createHttp(handle: RequestHandler): Server {
  const server = createServer({
    maxHeaderSize: headLimit,
    headersTimeout: headTime,
    requestTimeout: 0,
    keepAliveTimeout: 60_000,
    noDelay: true,
  });
  for (const event of ["request", "checkContinue", "checkExpectation"] as const) {
    server.on(event, (request: IncomingMessage, response: ServerResponse) => handle(request, response, null));
  }
  server.on("connect", (_, socket: Socket) => {
    socket.on("error", () => socket.destroy());
    socket.end("HTTP/1.1 405 Method Not Allowed\r\nConnection: close\r\n\r\n");
  });
  return server;
}

/** An offer of HTTP/2, as curl and Java make it, and an upgrade with a body are plain requests (RFC 9110, 7.8). */
function wantsTunnel({ headers }: IncomingMessage): boolean {
  const hasBody = headers["transfer-encoding"] !== undefined || (headers["content-length"] ?? "0") !== "0";
  return !hasBody && !/\bh2c\b/i.test(headers.upgrade ?? "");
}

/** Node leaves the bare socket to an upgrade; refusals still need a response. */
function responseOn(request: IncomingMessage, socket: Socket): ServerResponse {
  const response = new ServerResponse(request);
  response.shouldKeepAlive = false;
  response.assignSocket(socket);
  response.once("finish", () => socket.destroySoon());
  socket.on("drain", () => response.emit("drain"));
  socket.on("error", () => socket.destroy());
  return response;
}

/** Reads the request once more, without its wish, on a server that knows no upgrades. */
function again(plain: Server, request: IncomingMessage, socket: Socket, head: Buffer): void {
  let text = `${request.method} ${request.url} HTTP/${request.httpVersion}\r\n`;
  for (let at = 0; at + 1 < request.rawHeaders.length; at += 2) {
    const name = request.rawHeaders[at] ?? "";
    if (!/^(?:connection|upgrade|http2-settings)$/i.test(name)) text += `${name}: ${request.rawHeaders[at + 1]}\r\n`;
  }
  socket.unshift(Buffer.concat([Buffer.from(`${text}\r\n`, "latin1"), head]));
  plain.emit("connection", socket);
}
