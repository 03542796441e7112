import type { Socket } from "node:net";
import type { Dyno } from "../parts.ts";
import { connectToDyno, type DynoConnection } from "./dyno-connection.ts";

/** The connections to all dynos, and which dynos are better left alone for a while. */
export interface DynoPool {
  /** A free connection, or a new one when there is none or when `fresh` is asked for. */
  take(dyno: Dyno, options: { readonly fresh: boolean }): { connection: DynoConnection; reused: boolean };
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

export function createDynoPool(): DynoPool {
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

  function open(lane: Lane, port: number): DynoConnection {
    const connection = connectToDyno(port, (closed) => {
      all.delete(closed);
      const at = lane.free.indexOf(closed);
      if (at >= 0) lane.free.splice(at, 1);
    });
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
    take(dyno, { fresh }) {
      const lane = laneOf(dyno);
      lane.active++;
      while (!fresh) {
        const connection = lane.free.pop();
        if (!connection) break;
        if (connection.reusable()) return { connection, reused: true };
        connection.abandon();
      }
      return { connection: open(lane, dyno.port ?? 0), reused: false };
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
