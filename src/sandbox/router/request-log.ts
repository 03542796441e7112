import type { Fault } from "../../logs/router-fault.ts";
import { formatRouterLine } from "../../logs/router-line.ts";
import type { Logplex } from "../parts.ts";
import type { Exchange } from "./exchange.ts";

/** Writes one line per exchange. */
export interface RequestLog {
  /** `bytes` are of the body; null when there was none to count. */
  write(exchange: Exchange, status: number, bytes: number | null, why: Fault | null): void;
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
    write(exchange, status, bytes, why) {
      const line = Buffer.from(describe(exchange, status, bytes, why));
      const lines = held.get(exchange.app.id);
      if (held.size === 0) setImmediate(flush);
      if (lines) lines.push(line);
      else held.set(exchange.app.id, [line]);
    },
  };
}

function describe(exchange: Exchange, status: number, bytes: number | null, why: Fault | null): string {
  const { method, scan, dyno, connectTime, sentAt, version } = exchange;
  return formatRouterLine({
    sock: why?.sock ?? null,
    at: why?.at ?? "info",
    code: why?.code ?? null,
    desc: why?.desc ?? null,
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
