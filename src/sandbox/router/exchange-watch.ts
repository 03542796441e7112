import { fault } from "../../logs/router-fault.ts";
import type { Exchange } from "./exchange.ts";
import { fail } from "./fail.ts";

/** Knows every exchange under way and ends those whose time is up: one timer for all is much cheaper than one each. */
export interface ExchangeWatch {
  add(exchange: Exchange): void;
  delete(exchange: Exchange): void;
  close(): void;
}

/** `shortest` is the shortest timeout in milliseconds; deadlines are met to a twentieth of it. */
export function createExchangeWatch(shortest: number): ExchangeWatch {
  const all = new Set<Exchange>();
  const period = Math.min(250, Math.max(5, shortest / 20));
  const timer = setInterval(() => {
    const now = performance.now();
    for (const exchange of all) if (exchange.deadline < now) fail(exchange, fault(lateCode(exchange)));
  }, period).unref();
  return {
    add: (exchange) => void all.add(exchange),
    delete: (exchange) => void all.delete(exchange),
    close() {
      clearInterval(timer);
      for (const exchange of all) fail(exchange, fault("H24"));
    },
  };
}

/** Who kept the other waiting. */
function lateCode({ phase, body, reply }: Exchange): string {
  if (phase === "sending") return body?.isPaused() ? "H12" : "H28";
  if (phase === "answering") return reply.pending() > 0 ? "H28" : "H15";
  return phase === "tunnel" ? "H15" : "H12";
}
