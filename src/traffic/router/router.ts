import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, type Server, type Socket } from "node:net";
import { createFront } from "../../http/front.ts";
import { fault } from "../../logs/router-fault.ts";
import type { RouterLine } from "../../logs/router-line.ts";
import type { OpenTap } from "../request-head.ts";
import type { Backends } from "./backends.ts";
import { createChooser, type RouterOrder } from "./chooser.ts";
import { createConnections } from "./connections.ts";
import { type Exchange, herokuTimeouts, type Surroundings, type Timeouts } from "./exchange.ts";
import { forwardedForOf, requestIdOf } from "./headers.ts";
import { route } from "./route.ts";
import { fail } from "./settle.ts";

export interface RouterOptions {
  /** 0 picks a free one. */
  readonly port: number;
  /** Both loopback addresses unless given. */
  readonly host?: string | undefined;
  readonly backends: Backends;
  readonly order: RouterOrder;
  readonly timeouts?: Timeouts;
  readonly log: (line: RouterLine) => void;
  readonly tap: OpenTap;
}

export interface Router {
  readonly port: number;
  close(): Promise<void>;
}

/** Milliseconds that the last answers have to leave. */
const closeTime = 500;

/** Starts a router that treats requests as Heroku's do. Rejects with EADDRINUSE when the port is taken. */
export async function startRouter(options: RouterOptions): Promise<Router> {
  const around: Surroundings = {
    ...options,
    timeouts: options.timeouts ?? herokuTimeouts,
    chooser: createChooser(options.order),
    connections: createConnections(),
    active: new Set(),
  };
  // One that is about to end should not wait for us.
  const stopListening = options.backends.onChange(around.connections.giveUp);
  const front = createFront((...request) => receive(around, ...request));
  const sockets = new Set<Socket>();
  front.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  await listen(front, options.port, options.host ?? "127.0.0.1");
  const port = portOf(front);
  const second = options.host === undefined ? await listenAlso(front, port) : undefined;
  return {
    port,
    async close() {
      stopListening();
      const closed = [front, ...(second ? [second] : [])].map((server) => new Promise((done) => server.close(done)));
      for (const exchange of around.active) fail(exchange, fault("H24"));
      for (const socket of sockets) socket.destroySoon();
      // A client that reads no more would hold it up.
      const timer = setTimeout(() => sockets.forEach((socket) => void socket.destroy()), closeTime);
      await Promise.all(closed);
      clearTimeout(timer);
      around.connections.giveUp();
    },
  };
}

function receive(
  around: Surroundings,
  request: IncomingMessage,
  response: ServerResponse,
  upgradeHead: Buffer | null,
): void {
  const exchange = newExchange(around, { request, response, upgradeHead });
  around.active.add(exchange);
  response.once("close", () => {
    if (!response.writableFinished && exchange.phase !== "tunnel") interrupted(exchange);
  });
  const expects = request.headers.expect ?? "";
  if (expects === "" || /^100-continue$/i.test(expects)) route(exchange);
  else fail(exchange, { ...fault("H26"), status: 417 });
}

function newExchange(around: Surroundings, given: Pick<Exchange, "request" | "response" | "upgradeHead">): Exchange {
  const { request, upgradeHead } = given;
  const { rawHeaders, method = "GET", url = "/", headers } = request;
  const head = {
    at: Date.now(),
    requestId: requestIdOf(rawHeaders),
    method,
    // An absolute target names the server too (RFC 9112, 3.2.2).
    path: url.replace(/^https?:\/\/[^/?#]*\/?/i, "/"),
    host: headers.host ?? "",
    rawHeaders,
    isUpgrade: upgradeHead !== null,
  };
  return {
    around,
    ...given,
    head,
    forwardedFor: forwardedForOf(rawHeaders, request.socket.remoteAddress),
    tap: around.tap(head),
    startedAt: performance.now(),
    tried: new Set(),
    backend: undefined,
    outgoing: undefined,
    isRetry: false,
    hasBody: headers["transfer-encoding"] !== undefined || (headers["content-length"] ?? "0") !== "0",
    sentAt: 0,
    connectTime: null,
    firstByte: null,
    status: null,
    bytes: 0,
    phase: "booting",
    timer: undefined,
    stopWaiting: undefined,
    heard: undefined,
    isOver: false,
  };
}

/** The client went away. */
function interrupted(exchange: Exchange): void {
  exchange.status = null;
  fail(exchange, fault("H27"));
}

async function listen(server: Server, port: number, host: string): Promise<void> {
  server.listen({ port, host, exclusive: true });
  await once(server, "listening");
}

/** `localhost` is either address; a machine without the second needs none. */
async function listenAlso(front: Server, port: number): Promise<Server | undefined> {
  const second = createServer((socket) => front.emit("connection", socket));
  try {
    await listen(second, port, "::1");
    return second;
  } catch {
    return undefined;
  }
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}
