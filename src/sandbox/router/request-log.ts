import { formatRouterLine } from "../../logs/router-line.ts";
import type { Logplex } from "../parts.ts";
import type { Exchange } from "./exchange.ts";
import type { Fault } from "./faults.ts";

/** Writes one line per exchange. */
export interface RequestLog {
  write(exchange: Exchange, outcome: { status: number; bytes: number | null; fault: Fault | null }): void;
  /** Gives Logplex what is held back. */
  flush(): void;
}

const origin = { source: "heroku", process: "router" } as const;

/** Lines of one turn of the event loop go to Logplex together. */
export function createRequestLog(logplex: Logplex): RequestLog {
  const held = new Map<string, Buffer[]>();

  function flush(): void {
    for (const [appId, lines] of held) logplex.appendLines(appId, origin, lines);
    held.clear();
  }

  return {
    flush,
    write(exchange, outcome) {
      const line = Buffer.from(describe(exchange, outcome));
      const lines = held.get(exchange.app.id);
      if (held.size === 0) setImmediate(flush);
      if (lines) lines.push(line);
      else held.set(exchange.app.id, [line]);
    },
  };
}

function describe(
  { method, scan, dyno, connectTime, sentAt, version }: Exchange,
  { status, bytes, fault }: { status: number; bytes: number | null; fault: Fault | null },
): string {
  return formatRouterLine({
    sock: fault?.sock ?? null,
    at: fault?.at ?? "info",
    code: fault?.code ?? null,
    desc: fault?.desc ?? null,
    method,
    path: scan.path,
    host: scan.host,
    requestId: scan.requestId,
    fwd: scan.forwardedFor,
    dyno: dyno?.name ?? null,
    connect: connectTime === null ? null : Math.round(connectTime),
    service: sentAt === null ? null : Math.round(performance.now() - sentAt),
    status,
    bytes,
    protocol: version === "1.1" ? "http1.1" : `http${version}`,
    tls: false,
    tlsVersion: null,
  });
}
