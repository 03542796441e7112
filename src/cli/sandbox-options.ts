import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { type SeedName, seedNames } from "../sandbox/seed/seed-names.ts";

export interface SandboxCommand {
  readonly port: number | undefined;
  readonly dataDir: string;
  readonly seed: SeedName;
  readonly requestLog: string | undefined;
  readonly json: boolean;
  readonly help: boolean;
}

export const usage = `Usage: node dist/sandbox.js [options]

A local Heroku on 127.0.0.1: its API, git pushes, builds, dynos, router and logs.

  --port N            port of the API; 0 picks a free one
                      (default: that of last time, or 5180)
  --data DIR          where everything is kept
                      (default: ${defaultDataFolder(process)})
  --seed NAME         what to begin with in a new data folder (default: none)
                      demo     three small running apps
                      company  teams, shared apps, a pipeline, add-ons, domains
                      many     2,000 apps, to see how it is with so many
  --request-log FILE  write a line of JSON per request
  --json              print the address and the token as one line of JSON
  --help              print this
`;

/** Reads the command line. Throws a sentence that names the mistake. */
export function parseSandboxCommand(args: readonly string[]): SandboxCommand {
  const { values } = parseArgs({ args: [...args], options, allowPositionals: false });
  return {
    port: values.port === undefined ? undefined : parsePort(values.port),
    dataDir: path.resolve(values.data ?? defaultDataFolder(process)),
    seed: parseSeed(values.seed ?? "none"),
    requestLog: values["request-log"],
    json: values.json ?? false,
    help: values.help ?? false,
  };
}

/** Where programs of a system keep their data for one person. */
export function defaultDataFolder({ platform, env }: Pick<NodeJS.Process, "platform" | "env">): string {
  const home = os.homedir();
  const base: Partial<Record<NodeJS.Platform, string>> = {
    win32: env["LOCALAPPDATA"] ?? path.join(home, "AppData", "Local"),
    darwin: path.join(home, "Library", "Application Support"),
  };
  const xdg = env["XDG_DATA_HOME"];
  const other = xdg && path.isAbsolute(xdg) ? xdg : path.join(home, ".local", "share");
  return path.join(base[platform] ?? other, "heroku-workbench", "sandbox");
}

const options = {
  port: { type: "string" },
  data: { type: "string" },
  seed: { type: "string" },
  "request-log": { type: "string" },
  json: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

function parsePort(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
    throw new Error(`--port must be a number from 0 to 65535, not ${text}.`);
  return Number(text);
}

function parseSeed(text: string): SeedName {
  const seed = seedNames.find((name) => name === text);
  if (!seed) throw new Error(`--seed must be one of ${seedNames.join(", ")}, not ${text}.`);
  return seed;
}
