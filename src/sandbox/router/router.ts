import type { IncomingMessage, ServerResponse } from "node:http";
import type { Dynos, Logplex, Places, Router, Settings, Store, World } from "../parts.ts";
import { createAppAddresses } from "./app-addresses.ts";
import { createDoors, listen } from "./doors.ts";
import { createDynoPool } from "./dyno-pool.ts";
import { newExchange, type Surroundings } from "./exchange.ts";
import { fail, sendPage } from "./fail.ts";
import { fault } from "./faults.ts";
import { createFront } from "./front.ts";
import { badRequestPage, noSuchAppPage } from "./pages.ts";
import { scanRequest } from "./request-scan.ts";
import { route } from "./route.ts";
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
  const pool = createDynoPool();
  const webDynos = createWebDynos({ dynos, store, settings, pool });
  const around: Surroundings = { settings, logplex, world, pool, webDynos };
  const addresses = createAppAddresses(store);
  const front = createFront(handle);
  const doors = createDoors(front, store);
  const uuid = () => world.uuid();

  function handle(request: IncomingMessage, response: ServerResponse, upgradeHead: Buffer | null): void {
    const { remoteAddress = "127.0.0.1", localPort = 0 } = request.socket;
    const origin = { remoteAddress, port: localPort, now: Date.now(), uuid };
    const scan = scanRequest(request.url ?? "/", request.rawHeaders, origin);
    const ownApp = doors.appAt(localPort);
    const app = ownApp === undefined ? addresses.byHost(scan.host) : addresses.byId(ownApp);
    if (scan.refused) return void sendPage(response, scan.refused.status, badRequestPage(scan.refused.why));
    if (!app) return void sendPage(response, 404, noSuchAppPage(scan.host));
    const exchange = newExchange({ around, app, request, response, scan, upgradeHead });
    if (scan.expects !== "" && scan.expects !== "100-continue") fail(exchange, { ...fault("H26"), status: 417 });
    else route(exchange);
  }

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
      await doors.close();
      front.closeAllConnections();
      pool.close();
      await closed;
    },
  };
}
