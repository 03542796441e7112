import type { Socket } from "node:net";
import type { Dynos, Logplex, Places, Router, Settings, Store, World } from "../parts.ts";
import type { AppRecord } from "../store/records.ts";
import { createAppAddresses } from "./app-addresses.ts";
import { createDirectLane } from "./direct-lane.ts";
import { createDoors, listen } from "./doors.ts";
import { createDynoPool } from "./dyno-pool.ts";
import { newExchange, type Surroundings } from "./exchange.ts";
import { createExchangeWatch } from "./exchange-watch.ts";
import { fail, sendPage } from "./fail.ts";
import { fault } from "./faults.ts";
import { createFront } from "./front.ts";
import { joinHeaders } from "./header-lines.ts";
import { badRequestPage, noSuchAppPage } from "./pages.ts";
import { createRequestLog } from "./request-log.ts";
import { type RequestScan, scanRequest } from "./request-scan.ts";
import { connectionListener, route } from "./route.ts";
import { serverReply } from "./server-reply.ts";
import { createWebDynos } from "./web-dynos.ts";

/** Starts the router on 127.0.0.1; port 0 picks a free one. Rejects with EADDRINUSE when the port is taken. */
export async function createRouter(parts: {
  readonly port: number;
  readonly settings: Settings;
  readonly places: Places;
  readonly store: Store;
  readonly dynos: Dynos;
  readonly logplex: Logplex;
  readonly world: World;
}): Promise<Router> {
  const { settings, store, dynos, logplex, world } = parts;
  const { routerFirstByteTimeout: firstByteTimeout, routerIdleTimeout: idleTimeout } = settings;
  const pool = createDynoPool(connectionListener);
  const log = createRequestLog(logplex);
  const webDynos = createWebDynos({ dynos, store, settings, pool });
  const watch = createExchangeWatch(Math.min(firstByteTimeout, idleTimeout));
  const around: Surroundings = { firstByteTimeout, idleTimeout, pool, log, webDynos, watch };
  const addresses = createAppAddresses(store);
  const uuid = () => world.uuid();

  const scan = (target: string, lines: string, { remoteAddress, localPort }: Socket): RequestScan =>
    scanRequest(target, lines, {
      remoteAddress: remoteAddress ?? "127.0.0.1",
      port: localPort ?? 0,
      now: Date.now(),
      uuid,
    });

  function appFor(host: string, { localPort = 0 }: Socket): AppRecord | undefined {
    const own = doors.appAt(localPort);
    return own === undefined ? addresses.byHost(host) : addresses.byId(own);
  }

  const front = createFront((request, response, upgradeHead) => {
    const { socket, httpVersion: version, method = "GET" } = request;
    const scanned = scan(request.url ?? "/", joinHeaders(request.rawHeaders), socket);
    const { host, refused, expects, hasBody } = scanned;
    const reply = serverReply(response);
    const app = appFor(host, socket);
    if (refused) {
      sendPage(reply, { status: refused.status, html: badRequestPage(refused.why), method, keepAlive: false });
    } else if (!app) {
      sendPage(reply, { status: 404, html: noSuchAppPage(host), method, keepAlive: true });
    } else {
      const upgrade = upgradeHead === null ? null : { request, response, head: upgradeHead };
      const body = hasBody ? request : null;
      const exchange = newExchange({ around, app, method, version, scan: scanned, body, upgrade, reply });
      if (expects === "" || expects === "100-continue") route(exchange);
      else fail(exchange, { ...fault("H26"), status: 417 });
    }
  });

  const serveByNode = takeConnections(front);
  const lane = createDirectLane(({ method, target, lines }, socket, reply) => {
    const scanned = scan(target, lines, socket);
    const app = appFor(scanned.host, socket);
    if (!app || !isPlain(scanned)) return false;
    reply.begin(!scanned.closes);
    route(newExchange({ around, app, method, version: "1.1", scan: scanned, body: null, upgrade: null, reply }));
    return true;
  }, serveByNode);
  front.on("connection", lane.serve);
  const doors = createDoors(front, store);
  const port = await listen(front, parts.port);

  return {
    port,
    open: (app) => doors.open(app),
    async closeApp(appId) {
      pool.prune(appId, new Set());
      await doors.closeApp(appId);
    },
    async close() {
      const closed = new Promise((done) => front.close(done));
      webDynos.close();
      watch.close();
      await doors.close();
      lane.close();
      front.closeAllConnections();
      pool.close();
      log.flush();
      await closed;
    },
  };
}

/** What the direct lane answers itself. */
function isPlain({ host, refused, contentLength, chunked, expects, upgrade }: RequestScan): boolean {
  if (host === "" || refused || chunked || contentLength !== null || expects !== "") return false;
  return upgrade === null || /\bh2c\b/i.test(upgrade);
}

/** Takes the listener away that makes node serve every connection at once, and hands it back as a function. */
function takeConnections(front: ReturnType<typeof createFront>): (socket: Socket) => void {
  const [serve] = front.listeners("connection");
  front.removeAllListeners("connection");
  return (socket) => void serve?.call(front, socket);
}
