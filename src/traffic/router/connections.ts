import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { Duplex } from "node:stream";
import type { Exchange } from "./exchange.ts";

/** Connections to backends. */
export interface Connections {
  /** For this request: one that is kept, where it may be sent twice should that one be closed meanwhile; else a new one. */
  agentFor(exchange: Exchange, protocol: string): HttpAgent;
  /** A new connection of this backend has taken a request and says nothing, until the result is called. */
  silent(): () => void;
  /** Those that nobody uses now are given up. */
  giveUp(): void;
}

/** Milliseconds that one is kept for: less than any server keeps it. */
const idleTime = 1500;

/** Kept at once. */
const most = 32;

/** Requests that ask for nothing but an answer, and have no body. */
const repeatable = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * A server of few threads may wait for the next request of a connection while another one waits for a thread. So
 * nothing is kept as long as a new connection is not heard of.
 */
export function createConnections(): Connections {
  let silent = 0;
  const options = { keepAlive: true, timeout: idleTime, maxFreeSockets: most };
  const kept = [new HttpAgent(options), new HttpsAgent(options)] as const;
  const single = [new HttpAgent(), new HttpsAgent()] as const;
  for (const agent of kept) {
    const keep = agent.keepSocketAlive.bind(agent) as (socket: Duplex) => unknown;
    Object.assign(agent, { keepSocketAlive: (socket: Duplex) => silent === 0 && keep(socket) });
  }
  const giveUp = (): void => {
    for (const agent of kept) {
      for (const sockets of Object.values(agent.freeSockets)) for (const socket of sockets ?? []) socket.destroy();
    }
  };
  return {
    agentFor({ head, hasBody, isRetry }, protocol) {
      const agents = repeatable.has(head.method) && !head.isUpgrade && !hasBody && !isRetry ? kept : single;
      return agents[protocol === "https:" ? 1 : 0];
    },
    silent() {
      silent++;
      giveUp();
      let isHeard = false;
      return () => {
        if (!isHeard) silent--;
        isHeard = true;
      };
    },
    giveUp,
  };
}
