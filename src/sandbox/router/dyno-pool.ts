import type { Socket } from "node:net";
import type { Dyno } from "../parts.ts";
import { type ConnectionListener, connectToDyno, type DynoConnection } from "./dyno-connection.ts";
import type { Exchange } from "./exchange.ts";

/** The connections to all dynos, and which dynos are better left alone for a while. */
export interface DynoPool {
  /** A free connection, or a new one when there is none or when `fresh` is asked for. */
  take(dyno: Dyno, exchange: Exchange, options: { readonly fresh: boolean }): DynoConnection;
  /** Keeps the connection for another exchange where it can have one. */
  give(dyno: Dyno, connection: DynoConnection): void;
  /** Gives the socket away for good. */
  detach(dyno: Dyno, connection: DynoConnection): Socket;
  /** Exchanges under way with this dyno. */
  active(dyno: Dyno): number;
  /** After a refused connection the platform leaves a dyno alone for 5 seconds (Dev Center: http-routing). */
  quarantine(dyno: Dyno): void;
  quarantined(dyno: Dyno): boolean;
  /** Closes what is free of dynos that are not in `alive`, a set of ids. */
  prune(appId: string, alive: ReadonlySet<string>): void;
  close(): void;
}

interface Lane {
  readonly appId: string;
  readonly free: DynoConnection[];
  active: number;
  quarantinedUntil: number;
}

const quarantineTime = 5000;
/** Shorter than the keep-alive time of any common app server, so that a free connection is hardly ever stale. */
const freeTime = 1000;
const freeLimit = 256;

export function createDynoPool(listener: ConnectionListener): DynoPool {
  const lanes = new Map<string, Lane>();
  const all = new Set<DynoConnection>();
  let sweeper: NodeJS.Timeout | undefined;

  function laneOf(dyno: Dyno): Lane {
    const known = lanes.get(dyno.id);
    if (known) return known;
    const lane: Lane = { appId: dyno.appId, free: [], active: 0, quarantinedUntil: 0 };
    lanes.set(dyno.id, lane);
    return lane;
  }

  function open(lane: Lane, port: number, first: Exchange): DynoConnection {
    const whenClosed = (closed: DynoConnection) => {
      all.delete(closed);
      remove(lane.free, closed);
    };
    const connection = connectToDyno(port, { first, listener, whenClosed });
    all.add(connection);
    return connection;
  }

  function sweep(): void {
    sweeper = undefined;
    const oldest = performance.now() - freeTime;
    for (const { free } of lanes.values()) {
      // The last given is at the end, so the stale ones are in front.
      const fresh = free.findIndex(({ freeSince }) => freeSince > oldest);
      for (const stale of free.splice(0, fresh < 0 ? free.length : fresh)) stale.abandon();
      if (free.length > 0) sweepLater();
    }
  }

  function sweepLater(): void {
    sweeper ??= setTimeout(sweep, freeTime).unref();
  }

  return {
    take(dyno, exchange, { fresh }) {
      const lane = laneOf(dyno);
      lane.active++;
      const free = fresh ? undefined : takeFree(lane);
      exchange.reused = free !== undefined;
      free?.begin(exchange);
      return free ?? open(lane, dyno.port ?? 0, exchange);
    },
    give(dyno, connection) {
      const lane = laneOf(dyno);
      lane.active--;
      if (!connection.reusable() || lane.free.length >= freeLimit) return connection.abandon();
      connection.freeSince = performance.now();
      lane.free.push(connection);
      sweepLater();
    },
    detach(dyno, connection) {
      laneOf(dyno).active--;
      return connection.detach();
    },
    active: (dyno) => lanes.get(dyno.id)?.active ?? 0,
    quarantine(dyno) {
      laneOf(dyno).quarantinedUntil = performance.now() + quarantineTime;
    },
    quarantined: (dyno) => (lanes.get(dyno.id)?.quarantinedUntil ?? 0) > performance.now(),
    prune(appId, alive) {
      for (const [id, lane] of lanes) {
        if (lane.appId !== appId || alive.has(id)) continue;
        for (const connection of lane.free.splice(0)) connection.abandon();
        if (lane.active === 0) lanes.delete(id);
      }
    },
    close() {
      clearTimeout(sweeper);
      for (const connection of [...all]) connection.abandon();
    },
  };
}

function takeFree({ free }: Lane): DynoConnection | undefined {
  for (let connection = free.pop(); connection; connection = free.pop()) {
    if (connection.reusable()) return connection;
    connection.abandon();
  }
  return undefined;
}

function remove<T>(list: T[], item: T): void {
  const at = list.indexOf(item);
  if (at >= 0) list.splice(at, 1);
}
