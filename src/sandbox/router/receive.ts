import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { fault } from "../../logs/router-fault.ts";
import type { AppRecord } from "../store/records.ts";
import type { DirectReply } from "./direct-reply.ts";
import { newExchange, type Surroundings } from "./exchange.ts";
import { fail, sendPage } from "./fail.ts";
import { joinHeaders } from "./header-lines.ts";
import { badRequestPage, noSuchAppPage } from "./pages.ts";
import type { PlainRequest } from "./plain-request.ts";
import { type RequestScan, scanRequest } from "./request-scan.ts";
import { route } from "./route.ts";
import { serverReply } from "./server-reply.ts";

/** What it takes to make an exchange of a request. */
export interface Reception {
  readonly around: Surroundings;
  appFor(host: string, socket: Socket): AppRecord | undefined;
  uuid(): string;
}

/** Takes a request from node's HTTP server. */
export function receive(
  reception: Reception,
  request: IncomingMessage,
  response: ServerResponse,
  upgradeHead: Buffer | null,
): void {
  const { socket, httpVersion: version, method = "GET" } = request;
  const scan = scanFrom(reception, request.url ?? "/", joinHeaders(request.rawHeaders), socket);
  const { host, refused, expects, hasBody } = scan;
  const reply = serverReply(response);
  const app = reception.appFor(host, socket);
  if (refused) {
    sendPage(reply, { status: refused.status, html: badRequestPage(refused.why), method, keepAlive: false });
  } else if (!app) {
    sendPage(reply, { status: 404, html: noSuchAppPage(host), method, keepAlive: true });
  } else {
    const upgrade = upgradeHead === null ? null : { request, response, head: upgradeHead };
    const body = hasBody ? request : null;
    const exchange = newExchange({ around: reception.around, app, method, version, scan, body, upgrade, reply });
    if (expects === "" || expects === "100-continue") route(exchange);
    else fail(exchange, { ...fault("H26"), status: 417 });
  }
}

/** Takes a request from the direct lane, or says false. */
export function receivePlain(reception: Reception, request: PlainRequest, socket: Socket, reply: DirectReply): boolean {
  const { method, target, lines } = request;
  const scan = scanFrom(reception, target, lines, socket);
  const app = reception.appFor(scan.host, socket);
  if (!app || !isPlain(scan)) return false;
  reply.begin(!scan.closes);
  const { around } = reception;
  route(newExchange({ around, app, method, version: "1.1", scan, body: null, upgrade: null, reply }));
  return true;
}

function scanFrom(reception: Reception, target: string, lines: string, socket: Socket): RequestScan {
  const { remoteAddress = "127.0.0.1", localPort = 0 } = socket;
  return scanRequest(target, lines, { remoteAddress, port: localPort, now: Date.now(), uuid: reception.uuid });
}

/** What the direct lane answers itself. */
function isPlain({ host, refused, contentLength, chunked, expects, upgrade }: RequestScan): boolean {
  if (host === "" || refused || chunked || contentLength !== null || expects !== "") return false;
  return upgrade === null || /\bh2c\b/i.test(upgrade);
}
