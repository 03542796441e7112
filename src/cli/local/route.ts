import { parseArgs } from "node:util";
import { exitStatus, startChild } from "../../process/child.ts";
import { endTree } from "../../process/end-tree.ts";
import { cleanEnvironment } from "../../process/environment.ts";
import { isPortFree } from "../../process/free-port.ts";
import { createReaper } from "../../process/reaper.ts";
import { exitMessage } from "../../runner/exit-message.ts";
import { shellCall } from "../../runner/shell.ts";
import { readOrigin } from "../../traffic/origin.ts";
import { fixedBackends } from "../../traffic/router/backends.ts";
import { beginTraffic } from "./begin-traffic.ts";
import { trafficOptions, trafficUsage } from "./router-options.ts";
import { readTrafficSettings, type TrafficSettings } from "./traffic-settings.ts";
import { type Console, failure, type Verb } from "./verb.ts";

interface RouteArguments {
  readonly port: number;
  readonly host: string | undefined;
  readonly to: readonly URL[];
  readonly command: string | undefined;
  readonly isQuiet: boolean;
  readonly settings: TrafficSettings;
}

const options = {
  port: { type: "string", short: "p" },
  host: { type: "string" },
  to: { type: "string", multiple: true },
  "to-command": { type: "string" },
  quiet: { type: "boolean", short: "q" },
  ...trafficOptions,
} as const;

/** Milliseconds between SIGTERM and SIGKILL of the command: less than a dyno has. */
const grace = 20_000;

/** The router by itself, in front of servers or of a command. */
export const route: Verb = {
  usage: `Usage: node dist/local.js route --to URL… [options]
       node dist/local.js route --to-command COMMAND [options]

Passes requests on as Heroku's router does, with its headers, its time limits
and a line for each. In a Procfile, --to-command stands before one server:

  web: node local.js route --to-command 'rails s' --duplicate https://staging…

  --to URL             a server such as http://localhost:3000; may be given again
  --to-command COMMAND a command for the shell, which gets a PORT of its own;
                       its end is the router's, with its status
  -p, --port N         where to listen (default: PORT, or 5000)
  --host ADDRESS       default: this machine alone, or all addresses on a dyno
  -q, --quiet          no line for each request
${trafficUsage}`,
  read(args) {
    const { values } = parseArgs({ args: [...args], options, allowPositionals: false });
    const to = (values.to ?? []).map(readTarget);
    const command = values["to-command"];
    if ((to.length === 0) === (command === undefined)) throw new Error("route needs --to URL or --to-command COMMAND.");
    const port = readPort(values.port ?? process.env["PORT"] ?? "5000");
    const host = values.host ?? (process.env["DYNO"] ? "0.0.0.0" : undefined);
    const settings = readTrafficSettings(values);
    return (console) => run({ port, host, to, command, isQuiet: values.quiet === true, settings }, console);
  },
};

async function run(given: RouteArguments, console: Console): Promise<number> {
  const inner = given.command === undefined ? undefined : await portFor(given.port);
  const to = inner === undefined ? given.to : [new URL(`http://localhost:${inner}`)];
  const traffic = await beginTraffic({
    ...given,
    backends: fixedBackends(to),
    log: (line) => {
      if (!given.isQuiet) console.out(`${line}\n`);
    },
    say: (message) => console.error(`${message}\n`),
  });
  console.error(`http://localhost:${traffic.port} passes requests on to ${to.map(({ host }) => host).join(", ")}\n`);
  try {
    const stop = untilStopped();
    return inner === undefined ? await stop.asked : await besideCommand(given.command ?? "", inner, { stop, console });
  } finally {
    await traffic.close();
  }
}

interface Stop {
  /** The status of the signal, once there was one. */
  status: number | undefined;
  readonly asked: Promise<number>;
}

function untilStopped(): Stop {
  const { promise: asked, resolve } = Promise.withResolvers<number>();
  const stop: Stop = { status: undefined, asked };
  for (const [signal, status] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const) {
    process.on(signal, () => {
      stop.status ??= status;
      resolve(status);
    });
  }
  return stop;
}

/** The command is a group of its own, so that nothing of it is left when the router goes, however it goes. */
async function besideCommand(
  command: string,
  port: number,
  { stop, console }: { stop: Stop; console: Console },
): Promise<number> {
  const { platform, env } = process;
  const reaper = createReaper({ grace });
  const call = shellCall(command, platform, env);
  const variables = { ...cleanEnvironment(env), PORT: String(port) };
  const child = startChild({ ...call, cwd: process.cwd(), env: variables, reaper });
  child.stdout.pipe(process.stdout);
  child.stderr.pipe(process.stderr);
  void stop.asked.then(() => endTree(child, { grace }));
  const exit = await child.closed;
  if (exit.kind === "failed") console.error(`${command} ${exitMessage(exit)}\n`);
  // What it left behind would keep its port.
  await endTree(child, { grace });
  reaper.close();
  return stop.status ?? exitStatus(exit);
}

/** The next free one. */
async function portFor(port: number): Promise<number> {
  for (let other = port + 1; other < port + 100 && other <= 65_535; other++) if (await isPortFree(other)) return other;
  throw failure(`No port after ${port} is free for the command.`);
}

function readTarget(text: string): URL {
  const reading = readOrigin(text);
  if (reading.kind === "invalid") throw new Error(`--to: ${reading.message}`);
  return reading.url;
}

function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port >= 0 && port <= 65_535)) throw new Error(`--port takes a number from 0 to 65535, not ${text}.`);
  return port;
}
