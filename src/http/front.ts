import { createServer, type IncomingMessage, type Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** What Node's HTTP server hands on; `upgradeHead` is what followed the head of a request that wants to switch. */
export type RequestHandler = (request: IncomingMessage, response: ServerResponse, upgradeHead: Buffer | null) => void;

/** All headers of a request together; the single lines are measured later. */
const headLimit = 64 * 1024;
/** For the head alone: a body may take as long as it moves. */
const headTime = 30_000;
const keepAliveTime = 60_000;
const connectionLimit = 10_000;

/** The side of a router towards its clients. Its parser is strict: what it refuses never reaches a handler. */
export function createFront(handle: RequestHandler): Server {
  const plain = createHttp(handle);
  // Starts node's watch over slow heads, which else begins with the first listening.
  plain.emit("listening");
  const front = createHttp(handle);
  front.once("close", () => plain.close());
  front.maxConnections = connectionLimit;
  front.on("upgrade", (request, socket: Socket, head: Buffer) => {
    if (isAnswering(socket)) socket.destroy();
    else if (wantsTunnel(request)) handle(request, responseOn(request, socket), head);
    else again(plain, request, socket, head);
  });
  return front;
}

/** The bare socket of a client whose wish to switch is met. */
export function takeSocket({ socket }: IncomingMessage, response: ServerResponse): Socket {
  response.detachSocket(socket);
  socket.removeAllListeners("readable");
  return socket;
}

function createHttp(handle: RequestHandler): Server {
  const server = createServer({
    maxHeaderSize: headLimit,
    headersTimeout: headTime,
    requestTimeout: 0,
    keepAliveTimeout: keepAliveTime,
    connectionsCheckingInterval: 5000,
    noDelay: true,
  });
  server.maxHeadersCount = 0;
  for (const event of ["request", "checkContinue", "checkExpectation"] as const) {
    server.on(event, (request: IncomingMessage, response: ServerResponse) => {
      countAnswer(request.socket, response);
      handle(request, response, null);
    });
  }
  server.on("connect", (_, socket: Socket) => {
    socket.on("error", () => socket.destroy());
    if (isAnswering(socket)) socket.destroy();
    else socket.end("HTTP/1.1 405 Method Not Allowed\r\nConnection: close\r\n\r\n");
  });
  return server;
}

/** Answers of a connection that are not through. Who took its bare socket meanwhile would speak in their midst. */
const underWay = new WeakMap<Socket, number>();

function countAnswer(socket: Socket, response: ServerResponse): void {
  underWay.set(socket, answersOn(socket) + 1);
  response.once("close", () => underWay.set(socket, answersOn(socket) - 1));
}

function isAnswering(socket: Socket): boolean {
  return answersOn(socket) > 0;
}

function answersOn(socket: Socket): number {
  return underWay.get(socket) ?? 0;
}

/** An offer of HTTP/2 and an upgrade with a body are served as plain requests, as RFC 9110 (7.8) allows. */
function wantsTunnel({ headers }: IncomingMessage): boolean {
  const body = headers["transfer-encoding"] !== undefined || (headers["content-length"] ?? "0") !== "0";
  return !body && !/\bh2c\b/i.test(headers.upgrade ?? "");
}

/** Node leaves the bare socket to an upgrade; errors and refusals still need a response. */
function responseOn(request: IncomingMessage, socket: Socket): ServerResponse {
  const response = new ServerResponse(request);
  response.shouldKeepAlive = false;
  response.assignSocket(socket);
  response.once("finish", () => socket.destroySoon());
  socket.on("drain", () => response.emit("drain"));
  socket.on("error", () => socket.destroy());
  // Only a socket that is looked at tells when its client goes. What it says stays in it, for the tunnel.
  socket.on("readable", () => {
    if (socket.readableLength === 0) socket.read();
  });
  socket.once("end", () => socket.destroySoon());
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
