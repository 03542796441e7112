import type { IncomingMessage, ServerResponse } from "node:http";
import type { Dyno, Logplex, Settings, World } from "../parts.ts";
import type { AppRecord } from "../store/records.ts";
import type { DynoConnection } from "./dyno-connection.ts";
import type { DynoPool } from "./dyno-pool.ts";
import type { RequestScan } from "./request-scan.ts";
import type { WebDynos } from "./web-dynos.ts";

/** What every exchange needs of the router. */
export interface Surroundings {
  readonly settings: Settings;
  readonly logplex: Logplex;
  readonly world: World;
  readonly pool: DynoPool;
  readonly webDynos: WebDynos;
}

/** One request, its answer, and all that the log will say of them. Times on the monotonic clock, in milliseconds. */
export interface Exchange {
  readonly around: Surroundings;
  readonly app: AppRecord;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly scan: RequestScan;
  /** What came after the head of an upgrade request; null for an ordinary one. */
  readonly upgradeHead: Buffer | null;
  readonly tried: Set<string>;
  dyno: Dyno | null;
  connection: DynoConnection | null;
  reused: boolean;
  startedAt: number;
  /** Milliseconds to connect; null until that has happened. */
  connectTime: number | null;
  /** Null until the request is on its way. */
  sentAt: number | null;
  /** Bytes of body from the dyno. */
  bytes: number;
  requestEnded: boolean;
  logged: boolean;
  timer: NodeJS.Timeout | undefined;
  cancelWait: (() => void) | undefined;
}

export function newExchange(
  given: Pick<Exchange, "around" | "app" | "request" | "response" | "scan" | "upgradeHead">,
): Exchange {
  return {
    ...given,
    tried: new Set(),
    dyno: null,
    connection: null,
    reused: false,
    startedAt: performance.now(),
    connectTime: null,
    sentAt: null,
    bytes: 0,
    requestEnded: !given.scan.hasBody,
    logged: false,
    timer: undefined,
    cancelWait: undefined,
  };
}
