import { formatRouterLine } from "../../logs/router-line.ts";
import type { Exchange } from "./exchange.ts";
import type { Fault } from "./faults.ts";

/** Writes the one line of an exchange. A second call writes nothing. */
export function logExchange(
  exchange: Exchange,
  outcome: { status: number; bytes: number | null; fault?: Fault },
): void {
  if (exchange.logged) return;
  exchange.logged = true;
  const { app, around, request, scan, sentAt, connectTime } = exchange;
  const { fault } = outcome;
  const message = formatRouterLine({
    sock: fault?.sock ?? null,
    at: fault?.at ?? "info",
    code: fault?.code ?? null,
    desc: fault?.desc ?? null,
    method: request.method ?? "",
    path: scan.path,
    host: scan.host,
    requestId: scan.requestId,
    fwd: scan.forwardedFor,
    dyno: exchange.dyno?.name ?? null,
    connect: connectTime === null ? null : Math.round(connectTime),
    service: sentAt === null ? null : Math.round(performance.now() - sentAt),
    status: outcome.status,
    bytes: outcome.bytes,
    protocol: `http${request.httpVersion}`,
    tls: false,
    tlsVersion: null,
  });
  around.logplex.append(app.id, { source: "heroku", process: "router", message });
}
