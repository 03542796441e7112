import { formatRouterLine } from "../../logs/router-line.ts";
import { startTraffic, type Traffic, type TrafficOptions } from "../../traffic/traffic.ts";
import type { TrafficSettings } from "./traffic-settings.ts";
import { failure } from "./verb.ts";

export interface TrafficStart extends Pick<TrafficOptions, "port" | "host" | "backends" | "onChange"> {
  readonly settings: TrafficSettings;
  /** Hears a line per request, as the platform's log has it. */
  readonly say: (message: string) => void;
}

/** Starts a router and what it does from its start. Throws a `Failure` for what a person can mend. */
export async function beginTraffic({ settings, say, ...options }: TrafficStart): Promise<Traffic> {
  const traffic = await startTraffic({
    ...options,
    order: settings.order,
    log: (line) => say(formatRouterLine(line)),
  }).catch((error: NodeJS.ErrnoException) => {
    throw failure(`The router cannot listen on port ${options.port}. ${wordsFor(error)}`);
  });
  try {
    await traffic.duplicate(settings.duplicate);
    if (settings.record !== undefined) await traffic.record(settings.record);
  } catch (error) {
    await traffic.close();
    throw failure((error as Error).message);
  }
  return traffic;
}

function wordsFor({ code, message }: NodeJS.ErrnoException): string {
  return code === "EADDRINUSE" ? "Another program has it; stop that one or choose another port." : message;
}
