import type { ClientRequest, IncomingMessage, ServerResponse } from "node:http";
import type { RouterLine } from "../../logs/router-line.ts";
import type { OpenTap, RequestHead, RequestTap } from "../request-head.ts";
import type { Backend, Backends } from "./backends.ts";
import type { Chooser } from "./chooser.ts";
import type { Connections } from "./connections.ts";

/** In milliseconds. */
export interface Timeouts {
  /** For a backend to take the connection (H19). */
  readonly connect: number;
  /** For the first byte of the answer (H12). */
  readonly firstByte: number;
  /** Without a byte in either direction once the answer has begun, or the body (H15, H28). */
  readonly idle: number;
  /** For a backend that is starting (H20). */
  readonly boot: number;
}

/** Heroku's (https://devcenter.heroku.com/articles/limits#router). */
export const herokuTimeouts: Timeouts = { connect: 5000, firstByte: 30_000, idle: 55_000, boot: 75_000 };

/** What every exchange needs of the router. */
export interface Surroundings {
  readonly timeouts: Timeouts;
  readonly backends: Backends;
  readonly chooser: Chooser;
  readonly connections: Connections;
  readonly log: (line: RouterLine) => void;
  readonly tap: OpenTap;
  /** Under way. */
  readonly active: Set<Exchange>;
}

/** One request, its answer, and all that the line will say of them. Times are monotonic, in milliseconds. */
export interface Exchange {
  readonly around: Surroundings;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly upgradeHead: Buffer | null;
  readonly hasBody: boolean;
  readonly head: RequestHead;
  /** The whole `X-Forwarded-For`. */
  readonly forwardedFor: string;
  readonly tap: RequestTap | undefined;
  readonly startedAt: number;
  readonly tried: Set<string>;
  backend: Backend | undefined;
  outgoing: ClientRequest | undefined;
  /** It was sent before, over a connection that the backend closed meanwhile. */
  isRetry: boolean;
  /** When the connection to the present backend was begun. */
  sentAt: number;
  connectTime: number | null;
  firstByte: number | null;
  status: number | null;
  /** Of the answer's body; of a tunnel both ways. */
  bytes: number;
  phase: "booting" | "connecting" | "sending" | "waiting" | "answering" | "tunnel";
  timer: NodeJS.Timeout | undefined;
  stopWaiting: (() => void) | undefined;
  /** The backend has begun to answer, or never will. */
  heard: (() => void) | undefined;
  /** Logged, and nothing more may happen. */
  isOver: boolean;
}
