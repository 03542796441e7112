import type { Server as HttpServer } from "node:http";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import type { Store } from "../parts.ts";
import type { AppRecord } from "../store/records.ts";

/** The loopback ports of single apps, all served by the one front. */
export interface Doors {
  open(app: AppRecord): Promise<number>;
  /** The id of the app that a port belongs to. */
  appAt(port: number): string | undefined;
  closeApp(appId: string): Promise<void>;
  close(): Promise<void>;
}

interface Door {
  readonly port: number;
  readonly server: Server;
  readonly sockets: Set<Socket>;
}

const connectionLimit = 5000;

export function createDoors(front: HttpServer, store: Store): Doors {
  const doors = new Map<string, Promise<Door>>();
  const appOfPort = new Map<number, string>();

  async function openFor(app: AppRecord): Promise<Door> {
    const door = await openDoor(front, app.loopbackPort);
    appOfPort.set(door.port, app.id);
    if (app.loopbackPort !== door.port && store.apps.find(app.id)) {
      store.apps.update(app.id, { loopbackPort: door.port });
    }
    return door;
  }

  async function closeApp(appId: string): Promise<void> {
    const opening = doors.get(appId);
    if (!opening) return;
    doors.delete(appId);
    const door = await opening;
    appOfPort.delete(door.port);
    const closed = new Promise((done) => door.server.close(done));
    for (const socket of door.sockets) socket.destroy();
    await closed;
  }

  return {
    async open(app) {
      const opening = doors.get(app.id) ?? openFor(app);
      doors.set(app.id, opening);
      opening.catch(() => doors.delete(app.id));
      return (await opening).port;
    },
    appAt: (port) => appOfPort.get(port),
    closeApp,
    close: async () => void (await Promise.all([...doors.keys()].map(closeApp))),
  };
}

/** Listens on 127.0.0.1 alone; the port that it became. Rejects when the port cannot be had. */
export function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host: "127.0.0.1", port }, () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/** The wanted port where it is free, else any. */
async function openDoor(front: HttpServer, wanted: number | null): Promise<Door> {
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    front.emit("connection", socket);
  });
  server.maxConnections = connectionLimit;
  if (wanted !== null) {
    const port = await listen(server, wanted).catch(() => undefined);
    if (port !== undefined) return { port, server, sockets };
  }
  return { port: await listen(server, 0), server, sockets };
}
