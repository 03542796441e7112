import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { pickEnvironment } from "../../process/environment.ts";
import { type ExportFormat, exportFormats, exportUnits, isExportFormat } from "../../runner/export/formats.ts";
import { parseFormation } from "../../runner/formation.ts";
import { prepareRun } from "../../runner/prepare.ts";
import { readEnvFiles } from "./read-env-files.ts";
import { checkedRoot, nameOf, readNamed } from "./read-file.ts";
import { readSharedOptions, type SharedOptions, sharedOptions, sharedUsage } from "./shared-options.ts";
import { type Console, failure, type Verb } from "./verb.ts";
import { writeExport } from "./write-export.ts";

const options = {
  ...sharedOptions,
  app: { type: "string", short: "a" },
  user: { type: "string", short: "u" },
  "user-units": { type: "boolean" },
  log: { type: "string", short: "l" },
  formation: { type: "string", short: "m" },
  port: { type: "string", short: "p" },
  timeout: { type: "string", short: "t" },
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>["values"];

/** Writes the Procfile as units of the system's own service manager. */
export const exportVerb: Verb = {
  usage: `Usage: node dist/local.js export FORMAT DIR [options]

Writes units into DIR, where they are to stay, and prints what to do next.
FORMAT is ${exportFormats.join(", ")}. The values of the .env files go into a
file that only you can read, never into a unit.

${sharedUsage}  -a, --app NAME       begins every name (default: the root's name)
  -u, --user NAME      who runs the processes (default: the app's name)
  --user-units         for your own service manager instead of the system's
  -l, --log DIR        folder of the logs (default: the service manager's own)
  -m, --formation TEXT copies of each type: all=1,web=2
  -p, --port N         port of the first type (default: PORT, or 5000)
  -t, --timeout N      seconds between SIGTERM and SIGKILL (default: 5)
`,
  read(args) {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [format, folder, ...more] = positionals;
    if (!isExportFormat(format)) throw new Error(`export needs a format: ${exportFormats.join(", ")}.`);
    if (folder === undefined || more.length > 0) throw new Error("export needs one folder.");
    if (values["user-units"] && values.user !== undefined) throw new Error("--user-units have no --user.");
    const shared = readSharedOptions(values);
    const numbers = { port: readNumber(values.port, "--port"), timeout: readNumber(values.timeout, "--timeout") ?? 5 };
    return (console) => writeUnits({ ...shared, ...numbers, values, format, folder: path.resolve(folder) }, console);
  },
};

interface ExportOptions extends SharedOptions {
  readonly values: Values;
  readonly format: ExportFormat;
  readonly folder: string;
  readonly port: number | undefined;
  readonly timeout: number;
}

async function writeUnits(given: ExportOptions, console: Console): Promise<number> {
  const { values, format, folder, timeout } = given;
  const variables = Object.fromEntries(await readEnvFiles(given, console));
  const root = await checkedRoot(given.root ?? path.dirname(given.procfile));
  const app = values.app ?? appName(root);
  const exported = exportUnits(format, {
    app,
    user: values["user-units"] ? undefined : (values.user ?? app),
    root,
    folder,
    log: values.log === undefined ? defaultLog(given, app) : path.resolve(values.log),
    timeout,
    plan: await planOf(given, variables),
    variables,
    path: variables["PATH"] === undefined ? process.env["PATH"] : undefined,
  });
  if (exported.kind === "impossible") throw failure(exported.message);
  const { written, removed } = await writeExport(folder, app, exported.files);
  if (given.json) console.out(`${JSON.stringify({ written, removed, next: exported.next })}\n`);
  else {
    for (const file of written) console.out(`wrote ${nameOf(file)}\n`);
    for (const file of removed) console.out(`removed ${nameOf(file)}\n`);
    console.out(`Next:\n${exported.next.map((line) => `  ${line}\n`).join("")}`);
  }
  return 0;
}

async function planOf(given: ExportOptions, fileValues: Readonly<Record<string, string>>) {
  const formation = parseFormation(given.values.formation ?? "all=1");
  if (formation.kind === "invalid") throw failure(formation.message);
  const prepared = prepareRun({
    ...given,
    ...formation,
    procfile: { name: nameOf(given.procfile), text: await readNamed(given.procfile) },
    fileValues,
    precedence: "file",
    // As foreman has it: of the shell's variables only the port counts.
    shell: pickEnvironment(process.env, ["PORT"]),
    platform: process.platform,
  });
  if (prepared.kind === "refused") throw failure(prepared.message);
  return prepared.plan;
}

/** Without a file for it, launchd throws output away. */
function defaultLog({ format, values }: ExportOptions, app: string): string | undefined {
  if (format !== "launchd") return undefined;
  return values["user-units"] ? path.join(os.homedir(), "Library/Logs", app) : `/var/log/${app}`;
}

function appName(root: string): string {
  const name = path.basename(root).replace(/[^A-Za-z0-9._-]+|[._-]{2,}/g, "-");
  return name.replace(/^[._-]+|[._-]+$/g, "") || "app";
}

function readNumber(value: string | undefined, name: string): number | undefined {
  if (value === undefined) return undefined;
  if (!/^\d{1,5}$/.test(value)) throw new Error(`${name} takes a whole number, not ${value}.`);
  return Number(value);
}
