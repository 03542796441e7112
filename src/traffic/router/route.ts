import { type ClientRequest, request as httpRequest, type RequestOptions } from "node:http";
import { request as httpsRequest } from "node:https";
import type { Socket } from "node:net";
import { fault } from "../../logs/router-fault.ts";
import { connectionOptions, isLoopback } from "../loopback.ts";
import { answer } from "./answer.ts";
import type { Backend } from "./backends.ts";
import type { Exchange } from "./exchange.ts";
import { requestHeaders } from "./headers.ts";
import { sendBody } from "./send-body.ts";
import { enter, fail } from "./settle.ts";
import { becomeTunnel } from "./tunnel.ts";

/** Milliseconds after which a new connection counts as one that waits for a thread. */
const silence = 50;

/** Of backends for one request, as at Heroku. */
const attempts = 10;

/** Finds a backend and passes the request on. */
export function route(exchange: Exchange): void {
  const { backends, chooser } = exchange.around;
  const backend = chooser.choose(backends.ready(), exchange.tried);
  if (backend) send(exchange, backend);
  else if (exchange.tried.size > 0) fail(exchange, fault("H21"));
  else waitOrFail(exchange);
}

function waitOrFail(exchange: Exchange): void {
  const { backends, timeouts } = exchange.around;
  const why = backends.whyNone();
  if (why !== "starting") {
    fail(exchange, fault(why === "crashed" ? "H10" : "H14"));
    return;
  }
  if (exchange.stopWaiting) return;
  enter(exchange, "booting", timeouts.boot);
  exchange.stopWaiting = backends.onChange(() => {
    if (exchange.isOver || exchange.backend) return;
    route(exchange);
  });
}

function send(exchange: Exchange, backend: Backend): void {
  const { timeouts } = exchange.around;
  exchange.stopWaiting?.();
  exchange.backend = backend;
  exchange.sentAt = performance.now();
  const outgoing = open(exchange, backend);
  if (!outgoing) return;
  exchange.outgoing = outgoing;
  enter(exchange, "connecting", timeouts.connect);
  const isMine = () => exchange.outgoing === outgoing && !exchange.isOver;
  outgoing.once("socket", (socket: Socket) => {
    const isThere = (): void => {
      if (isMine()) connected(exchange, outgoing);
    };
    if (outgoing.reusedSocket) isThere();
    else socket.once(backend.url.protocol === "https:" ? "secureConnect" : "connect", isThere);
  });
  outgoing.once("response", (incoming) => {
    if (isMine()) answer(exchange, incoming);
  });
  outgoing.once("upgrade", (incoming, socket: Socket, head) => {
    if (isMine()) becomeTunnel(exchange, { incoming, socket, head });
    else socket.destroy();
  });
  outgoing.on("error", (error) => {
    if (isMine()) broken(exchange, error);
  });
}

function open(exchange: Exchange, backend: Backend): ClientRequest | undefined {
  const { request, head, forwardedFor, upgradeHead } = exchange;
  const { url } = backend;
  const headers = requestHeaders(head.rawHeaders, {
    ...head,
    forwardedFor,
    port: request.socket.localPort ?? 0,
    // Another machine serves only its own names.
    host: isLoopback(url.hostname) ? head.host : url.host,
    upgrade: upgradeHead === null ? null : (request.headers.upgrade ?? ""),
  });
  const options: RequestOptions = {
    ...connectionOptions(url),
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: url.port || (url.protocol === "https:" ? 443 : 80),
    method: head.method,
    path: head.path,
    headers: withLength(headers, exchange),
    agent: exchange.around.connections.agentFor(exchange, url.protocol),
  };
  try {
    return (url.protocol === "https:" ? httpsRequest : httpRequest)(options);
  } catch {
    // Node's client refuses what its server took, such as a path with odd characters.
    fail(exchange, fault("H26"));
    return undefined;
  }
}

/** A body that Node would frame by itself: none is none for every method. */
function withLength(headers: string[], { request: { headers: given, method } }: Exchange): string[] {
  const isFramed = given["content-length"] !== undefined || given["transfer-encoding"] !== undefined;
  return isFramed || method === "GET" || method === "HEAD" ? headers : [...headers, "Content-Length", "0"];
}

function connected(exchange: Exchange, outgoing: ClientRequest): void {
  exchange.connectTime = performance.now() - exchange.sentAt;
  if (!outgoing.reusedSocket) listenForSilence(exchange);
  sendBody(exchange, outgoing);
}

function listenForSilence(exchange: Exchange): void {
  let heard = (): void => clearTimeout(timer);
  const timer = setTimeout(() => {
    heard = exchange.around.connections.silent();
  }, silence);
  exchange.heard = () => heard();
}

function broken(exchange: Exchange, error: NodeJS.ErrnoException): void {
  // An answer that has begun tells its own end: what follows a whole one does not matter.
  if (exchange.status !== null) return;
  const { backend, outgoing } = exchange;
  if (outgoing?.reusedSocket && backend) again(exchange, backend);
  else if (exchange.connectTime === null) refused(exchange);
  else fail(exchange, fault(error.code?.startsWith("HPE_") ? "H17" : "H13"));
}

/** Over a connection of its own. */
function again(exchange: Exchange, backend: Backend): void {
  exchange.isRetry = true;
  exchange.connectTime = null;
  send(exchange, backend);
}

/** Nothing of the request has left yet: another backend may have it. */
function refused(exchange: Exchange): void {
  const { tried, backend, around, isRetry } = exchange;
  if (!backend) return;
  if (isRetry) {
    // It took the first connection, and is gone since: perhaps for this very request.
    fail(exchange, fault("H13"));
    return;
  }
  around.chooser.refused(backend.name);
  tried.add(backend.name);
  if (tried.size >= attempts) fail(exchange, fault("H21"));
  else route(exchange);
}
