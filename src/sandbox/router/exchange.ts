import type { IncomingMessage, ServerResponse } from "node:http";
import type { Dyno } from "../parts.ts";
import type { AppRecord } from "../store/records.ts";
import type { DynoConnection } from "./dyno-connection.ts";
import type { DynoPool } from "./dyno-pool.ts";
import type { ExchangeWatch } from "./exchange-watch.ts";
import type { Reply } from "./reply.ts";
import type { RequestLog } from "./request-log.ts";
import type { RequestScan } from "./request-scan.ts";
import type { WebDynos } from "./web-dynos.ts";

/** What every exchange needs of the router. Times in milliseconds. */
export interface Surroundings {
  readonly firstByteTimeout: number;
  readonly idleTimeout: number;
  readonly log: RequestLog;
  readonly pool: DynoPool;
  readonly webDynos: WebDynos;
  readonly watch: ExchangeWatch;
}

/** One request, its answer, and all that the log will say of them. Times on the monotonic clock, in milliseconds. */
export interface Exchange {
  readonly around: Surroundings;
  readonly app: AppRecord;
  readonly method: string;
  /** `1.0` or `1.1`. */
  readonly version: string;
  readonly scan: RequestScan;
  /** Where the body comes from; null for a request without one. */
  readonly body: IncomingMessage | null;
  readonly upgrade: Upgrade | null;
  readonly reply: Reply;
  tried: Set<string> | null;
  dyno: Dyno | null;
  connection: DynoConnection | null;
  reused: boolean;
  /** When a dyno was first asked for it, or asked again. */
  startedAt: number;
  /** Milliseconds to connect; null until that has happened. */
  connectTime: number | null;
  /** Null until the request is on its way. */
  sentAt: number | null;
  status: number | null;
  /** Bytes of body from the dyno. */
  bytes: number;
  bodySent: boolean;
  /** Logged, and nothing more may happen. */
  over: boolean;
  /** What ends when `deadline` passes. */
  phase: "waiting" | "sending" | "answering" | "tunnel";
  deadline: number;
  cancelWait: (() => void) | undefined;
}

/** A wish for another protocol, and what came after the head. */
export interface Upgrade {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly head: Buffer;
}

export function newExchange(
  given: Pick<Exchange, "around" | "app" | "method" | "version" | "scan" | "body" | "upgrade" | "reply">,
): Exchange {
  // Written out: a spread makes a slower object, and there is one per request.
  return {
    around: given.around,
    app: given.app,
    method: given.method,
    version: given.version,
    scan: given.scan,
    body: given.body,
    upgrade: given.upgrade,
    reply: given.reply,
    tried: null,
    dyno: null,
    connection: null,
    reused: false,
    startedAt: 0,
    connectTime: null,
    sentAt: null,
    status: null,
    bytes: 0,
    bodySent: given.body === null,
    over: false,
    phase: "waiting",
    deadline: Number.POSITIVE_INFINITY,
    cancelWait: undefined,
  };
}
