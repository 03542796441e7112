import type { DynoState, Logplex } from "../parts.ts";

/** What a dyno and the platform write about it. */
export interface DynoLog {
  /** A line of the platform's: `heroku[web.1]: …`. */
  say(message: string): void;
  /** Lines of the program's: `app[web.1]: …`. */
  print(lines: readonly Buffer[]): void;
}

export function createDynoLog(logplex: Logplex, appId: string, process: string): DynoLog {
  return {
    say: (message) => logplex.append(appId, { source: "heroku", process, message }),
    print: (lines) => logplex.appendLines(appId, { source: "app", process }, lines),
  };
}

/** The platform's own words (Dev Center: error-codes, dyno-shutdown-behavior). Times in milliseconds. */
export const messages = {
  starting: (command: string) => `Starting process with command \`${command}\``,
  restarting: "Restarting",
  changed: (from: DynoState, to: DynoState | "complete") => `State changed from ${from} to ${to}`,
  exited: (status: number) => `Process exited with status ${status}`,
  terminating: "Stopping all processes with SIGTERM",
  killing: "Stopping process with SIGKILL",
  killingRest: "Stopping remaining processes with SIGKILL",
  bootTimeout: (limit: number) =>
    `Error R10 (Boot timeout) -> Web process failed to bind to $PORT within ${seconds(limit)} of launch`,
  exitTimeout: (grace: number) =>
    `Error R12 (Exit timeout) -> At least one process failed to exit within ${seconds(grace)} of SIGTERM`,
  checksum: (expected: string, actual: string) =>
    `Error R17 (Checksum error) -> Checksum does not match expected value. Expected: ${expected} Actual: ${actual}`,
  cannotLaunch: (reason: string) => `Error R99 (Platform error) -> Failed to launch the dyno. ${reason}`,
} as const;

function seconds(milliseconds: number): string {
  return `${milliseconds / 1000} seconds`;
}
