import type { Socket } from "node:net";
import { createFront } from "../../http/front.ts";
import type { Dynos, Logplex, Places, Router, Settings, Store, World } from "../parts.ts";
import { createAppAddresses } from "./app-addresses.ts";
import { createDirectLane } from "./direct-lane.ts";
import { createDoors, listen } from "./doors.ts";
import { createDynoPool } from "./dyno-pool.ts";
import type { Surroundings } from "./exchange.ts";
import { createExchangeWatch } from "./exchange-watch.ts";
import { type Reception, receive, receivePlain } from "./receive.ts";
import { createRequestLog } from "./request-log.ts";
import { connectionListener } from "./route.ts";
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
  const { store, world } = parts;
  const around = createSurroundings(parts);
  const addresses = createAppAddresses(store);
  const reception: Reception = {
    around,
    uuid: () => world.uuid(),
    appFor(host, { localPort = 0 }) {
      const own = doors.appAt(localPort);
      return own === undefined ? addresses.byHost(host) : addresses.byId(own);
    },
  };
  const front = createFront((...request) => receive(reception, ...request));
  const lane = createDirectLane((...request) => receivePlain(reception, ...request), takeConnections(front));
  front.on("connection", lane.serve);
  const doors = createDoors(front, store);

  async function close(): Promise<void> {
    const closed = new Promise((done) => front.close(done));
    around.webDynos.close();
    around.watch.close();
    await doors.close();
    lane.close();
    front.closeAllConnections();
    around.pool.close();
    around.log.flush();
    await closed;
  }

  const port = await listen(front, parts.port).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  return {
    port,
    open: (app) => doors.open(app),
    async closeApp(appId) {
      around.pool.prune(appId, new Set());
      await doors.closeApp(appId);
    },
    close,
  };
}

function createSurroundings(parts: {
  readonly settings: Settings;
  readonly store: Store;
  readonly dynos: Dynos;
  readonly logplex: Logplex;
}): Surroundings {
  const { routerFirstByteTimeout: firstByteTimeout, routerIdleTimeout: idleTimeout } = parts.settings;
  const pool = createDynoPool(connectionListener);
  return {
    firstByteTimeout,
    idleTimeout,
    pool,
    log: createRequestLog(parts.logplex),
    webDynos: createWebDynos({ ...parts, pool }),
    watch: createExchangeWatch(Math.min(firstByteTimeout, idleTimeout)),
  };
}

/** Takes the listener away that makes node serve every connection at once, and hands it back as a function. */
function takeConnections(front: ReturnType<typeof createFront>): (socket: Socket) => void {
  const [serve] = front.listeners("connection");
  front.removeAllListeners("connection");
  return (socket) => void serve?.call(front, socket);
}
