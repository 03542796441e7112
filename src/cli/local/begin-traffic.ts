import { formatRouterLine } from "../../logs/router-line.ts";
import { startTraffic, type Traffic, type TrafficOptions, type TrafficStatus } from "../../traffic/traffic.ts";
import { nameOf } from "./read-file.ts";
import type { TrafficSettings } from "./traffic-settings.ts";
import { failure } from "./verb.ts";

export interface TrafficStart extends Pick<TrafficOptions, "port" | "host" | "backends" | "onChange"> {
  readonly settings: TrafficSettings;
  /** Hears a line per request, as the platform's log has it. */
  readonly log: (line: string) => void;
  /** Hears what the router begins and ends. */
  readonly say: (message: string) => void;
}

/** Starts a router and what it does from its start. Throws a `Failure` for what a person can mend. */
export async function beginTraffic({ settings, log, say, ...options }: TrafficStart): Promise<Traffic> {
  const { order } = settings;
  const traffic = await startTraffic({ ...options, order, log: (line) => log(formatRouterLine(line)) }).catch(
    (error: NodeJS.ErrnoException) => {
      throw failure(`The router cannot listen on port ${options.port}. ${wordsFor(error)}`);
    },
  );
  const told = telling(traffic, say);
  try {
    if (settings.duplicate.length > 0) await told.duplicate(settings.duplicate);
    if (settings.record !== undefined) await told.record(settings.record);
  } catch (error) {
    await traffic.close();
    throw failure((error as Error).message);
  }
  return told;
}

/** The same, saying what it does. */
function telling(traffic: Traffic, say: (message: string) => void): Traffic {
  return {
    ...traffic,
    async record(file) {
      await traffic.record(file);
      say(`records requests into ${nameOf(traffic.status().recording ?? file)}`);
    },
    async stopRecording() {
      const before = traffic.status();
      await traffic.stopRecording();
      sayRecorded(before, say);
    },
    async duplicate(targets) {
      const before = traffic.status();
      await traffic.duplicate(targets);
      const urls = targets.map(({ url }) => url);
      say(urls.length === 0 ? "sends no more copies" : `sends copies of requests to ${urls.join(", ")}`);
      sayCopies({ ...before, targets: before.targets.filter(({ url }) => !urls.includes(url)) }, say);
    },
    async close() {
      const before = traffic.status();
      await traffic.close();
      sayRecorded(before, say);
      sayCopies(before, say);
    },
  };
}

function sayRecorded({ recording, recorded }: TrafficStatus, say: (message: string) => void): void {
  if (recording === null) return;
  say(`recorded ${recorded} ${recorded === 1 ? "request" : "requests"} into ${nameOf(recording)}`);
}

function sayCopies({ targets }: TrafficStatus, say: (message: string) => void): void {
  for (const { url, sent, failed, dropped } of targets) {
    say(`copies to ${url}: ${sent} sent, ${failed} failed, ${dropped} dropped`);
  }
}

function wordsFor({ code, message }: NodeJS.ErrnoException): string {
  return code === "EADDRINUSE" ? "Another program has it; stop that one or choose another port." : message;
}
