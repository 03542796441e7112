import path from "node:path";
import { type Formation, parseChosen, parseFormation } from "../../runner/formation.ts";
import { parsePolicies, type RestartPolicies } from "../../runner/restart-policy.ts";
import { configVarsOption, configVarsUsage } from "./config-vars-from.ts";
import { readIfThere } from "./read-file.ts";
import { type RouterSettings, readRouterSettings, routerOptions, routerUsage } from "./router-options.ts";
import { readSharedOptions, type SharedOptions, sharedOptions, sharedUsage } from "./shared-options.ts";
import { type Console, failure, understood } from "./verb.ts";

export interface StartOptions extends SharedOptions {
  /** A process type or copy that gets the terminal. */
  readonly attach: string | undefined;
  /** Names the run for other programs. */
  readonly runId: string;
  /** Another program chose the id and waits for the run. */
  readonly isAwaited: boolean;
  readonly formation: Formation;
  /** For the shell, where there is no Procfile. */
  readonly startCommand: string | undefined;
  readonly port: number | undefined;
  /** Milliseconds. */
  readonly grace: number;
  readonly keepGoing: boolean;
  readonly restart: RestartPolicies;
  readonly waitFor: ReadonlyMap<string, readonly string[]>;
  readonly precedence: "file" | "shell";
  /** Address of a socket that gives config vars. */
  readonly configVarsFrom: string | undefined;
  readonly color: boolean;
  readonly timestamp: boolean;
  /** A router before the web processes. */
  readonly router: RouterSettings | undefined;
}

export const startOptions = {
  ...sharedOptions,
  dev: { type: "boolean" },
  "start-cmd": { type: "string" },
  formation: { type: "string", short: "m" },
  port: { type: "string", short: "p" },
  timeout: { type: "string", short: "t" },
  "keep-going": { type: "boolean" },
  restart: { type: "string" },
  "wait-for": { type: "string", multiple: true },
  "shell-first": { type: "boolean" },
  color: { type: "boolean", short: "c" },
  "no-timestamp": { type: "boolean" },
  ...configVarsOption,
  "run-id": { type: "string" },
  attach: { type: "string" },
  ...routerOptions,
} as const;

export const startUsage = `Usage: node dist/local.js start [NAME[=COPIES]…] [options]

Runs every process type of the Procfile once, or those that are named. The exit
status is that of the first process that ended; Ctrl-C stops all, twice kills.

${sharedUsage}  --dev                read Procfile.dev
  --start-cmd COMMAND  what to run where there is no Procfile
  -m, --formation TEXT copies of each type: all=1,web=2
  -p, --port N         port of the first type (default: PORT, or 5000)
  -t, --timeout N      seconds between SIGTERM and SIGKILL (default: 5)
  --keep-going         do not stop the others when a process ends
  --restart POLICY     never, on-failure, always; or by type: web=always
  --wait-for A=B       start type A when B is ready; may be given again
  --shell-first        variables of the shell win over those of the .env files
  -c, --color          colours even when the output is no terminal
  --no-timestamp       lines without the time
  --attach NAME        run this process in the terminal itself, with its input
                       and Ctrl-C; Ctrl-] leaves it to the runner
  --run-id ID          what other programs know this run by
${configVarsUsage}${routerUsage}
A .foreman file here sets formation, port, env, procfile, root, timeout, color
and timestamp where the command line does not.
`;

type Values = Partial<Record<keyof typeof startOptions, string | boolean | string[] | undefined>>;

/** Joins the command line, `.foreman` and the defaults. Throws a `Failure` for what a person can mend. */
export async function readStartOptions(
  given: Values,
  { names, console }: { names: readonly string[]; console: Pick<Console, "error"> },
): Promise<StartOptions> {
  const values = { ...(await readOptionsFile(console)), ...given };
  return understood(() => joinOptions(values, names));
}

function joinOptions(values: Values, names: readonly string[]): StartOptions {
  const procfile =
    text(values.procfile) ?? (values.dev ? path.join(text(values.root) ?? "", "Procfile.dev") : undefined);
  return {
    ...readSharedOptions({
      procfile,
      root: text(values.root),
      env: text(values.env),
      dialect: text(values.dialect),
      json: values.json === true,
    }),
    startCommand: text(values["start-cmd"]),
    attach: readAttach(text(values.attach), values.json === true),
    runId: readRunId(text(values["run-id"])),
    isAwaited: values["run-id"] !== undefined,
    formation: readFormation(text(values.formation), names),
    port: readNumber(text(values.port), "--port"),
    grace: 1000 * (readNumber(text(values.timeout), "--timeout") ?? 5),
    keepGoing: values["keep-going"] === true,
    restart: readRestart(text(values.restart) ?? "never"),
    waitFor: readWaits(values["wait-for"]),
    precedence: values["shell-first"] ? "shell" : "file",
    configVarsFrom: text(values["config-vars-from"]),
    color: values.color === true || (process.stdout.isTTY && process.stdout.hasColors()),
    timestamp: values["no-timestamp"] !== true,
    router: readRouterSettings(values),
  };
}

async function readOptionsFile({ error }: Pick<Console, "error">): Promise<Values> {
  const file = await readIfThere(path.resolve(".foreman"));
  if (file === undefined) return {};
  // Its reader of YAML is half of what a start loads, and few projects have the file.
  const { parseOptionsFile } = await import("../../runner/options-file.ts");
  const reading = parseOptionsFile(file);
  if (reading.kind === "invalid") throw failure(reading.message);
  if (reading.unknown.length > 0) error(`.foreman: there is no option ${reading.unknown.join(", ")}.\n`);
  const { timestamp, port, timeout, ...options } = reading.options;
  return {
    ...options,
    ...(port === undefined ? {} : { port: String(port) }),
    ...(timeout === undefined ? {} : { timeout: String(timeout) }),
    ...(timestamp === undefined ? {} : { "no-timestamp": !timestamp }),
  };
}

function readFormation(formation: string | undefined, names: readonly string[]): Formation {
  const reading = names.length > 0 || formation === undefined ? parseChosen(names) : parseFormation(formation);
  if (reading.kind === "invalid") throw new Error(reading.message);
  return reading.formation;
}

function readRestart(policy: string): RestartPolicies {
  const reading = parsePolicies(policy);
  if (reading.kind === "invalid") throw new Error(reading.message);
  return reading.policies;
}

function readWaits(values: Values["wait-for"]): Map<string, string[]> {
  const waits = new Map<string, string[]>();
  for (const wait of Array.isArray(values) ? values : []) {
    const [, type, other] = /^([\w-]+)=([\w-]+)$/.exec(wait) ?? [];
    if (type === undefined || other === undefined) throw new Error(`--wait-for takes worker=web, not ${wait}.`);
    waits.set(type, [...(waits.get(type) ?? []), other]);
  }
  const circle = [...waits.keys()].find((type) => reaches(waits, type, type));
  if (circle !== undefined) throw new Error(`${circle} would wait for itself, so it could never start.`);
  return waits;
}

function reaches(
  waits: ReadonlyMap<string, readonly string[]>,
  from: string,
  to: string,
  seen = new Set<string>(),
): boolean {
  if (seen.has(from)) return false;
  seen.add(from);
  return (waits.get(from) ?? []).some((other) => other === to || reaches(waits, other, to, seen));
}

function readAttach(name: string | undefined, json: boolean): string | undefined {
  if (name !== undefined && json) throw new Error("--attach gives a process the terminal, which --json needs.");
  return name;
}

function readRunId(id: string | undefined): string {
  // It becomes part of file names.
  if (id !== undefined && !/^[\w-]{8,64}$/.test(id))
    throw new Error("--run-id takes 8 to 64 letters, digits, - and _.");
  return id ?? newRunId();
}

/** A name, no secret: loading `crypto` for it would delay every start. */
function newRunId(): string {
  return Array.from({ length: 16 }, () => Math.floor(Math.random() * 36).toString(36)).join("");
}

function readNumber(value: string | undefined, name: string): number | undefined {
  if (value === undefined) return undefined;
  if (!/^\d{1,6}$/.test(value)) throw new Error(`${name} takes a whole number, not ${value}.`);
  return Number(value);
}

function text(value: string | boolean | string[] | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}
