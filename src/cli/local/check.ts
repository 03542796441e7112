import { parseArgs } from "node:util";
import type { Problem } from "../../language/problem.ts";
import { type ProcfileReader, type Reading, readProcfile } from "../../procfile/readers.ts";
import { type Checked, checkFile } from "./check-file.ts";
import { nameOf } from "./read-file.ts";
import { readSharedOptions, type SharedOptions, sharedOptions, sharedUsage } from "./shared-options.ts";
import { problemLine, toJson } from "./show-problems.ts";
import { type Console, failure, type Verb } from "./verb.ts";

/** Says what is wrong with a Procfile, or with the `.env`, `app.json` or smaller file that `-f` names. */
export const check: Verb = {
  usage: `Usage: node dist/local.js check [options]

Prints what the language server reports. -f may also name a .env, an app.json
or one of the small files. The exit status is 1 if there is an error.

${sharedUsage}`,
  read(args) {
    const { values } = parseArgs({ args: [...args], options: sharedOptions, allowPositionals: false });
    const options = readSharedOptions(values);
    return (console) => printCheck(options, console);
  },
};

async function printCheck(options: SharedOptions, console: Console): Promise<number> {
  const checked = await checkFile(options);
  const reading = checked.kind === "procfile" ? readProcfile(checked.text, readers[options.dialect]) : undefined;
  const processes = reading?.kind === "read" ? reading.processes : [];
  const shown = { processes: processes.map((one) => ({ ...one, line: one.line + 1 })), problems: toJson(checked) };
  if (options.json) console.out(`${JSON.stringify(shown)}\n`);
  else printLines(checked, options, reading, console);
  if (reading?.kind === "refused") throw failure(refusal(reading, options));
  return isSound(checked.problems, reading) ? 0 : 1;
}

/** The workbench reads a Procfile as foreman does. */
const readers = {
  workbench: "foreman",
  foreman: "foreman",
  "heroku-local": "heroku-local",
} as const satisfies Record<SharedOptions["dialect"], ProcfileReader>;

function printLines(checked: Checked, options: SharedOptions, reading: Reading | undefined, console: Console): void {
  for (const problem of checked.problems) console.out(`${problemLine(nameOf(options.procfile), problem, console)}\n`);
  if (!isSound(checked.problems, reading)) {
    if (reading?.kind === "read" && reading.processes.length === 0) console.error("no processes defined\n");
    return;
  }
  const names = reading?.kind === "read" ? reading.processes.map(({ name }) => name) : [];
  console.out(
    reading ? `valid procfile detected (${names.join(", ")})\n` : `no error in ${nameOf(options.procfile)}\n`,
  );
}

function isSound(problems: readonly Problem[], reading: Reading | undefined): boolean {
  const isRunnable = !reading || (reading.kind === "read" && reading.processes.length > 0);
  return isRunnable && !problems.some(({ severity }) => severity === "error");
}

function refusal(reading: Reading & { kind: "refused" }, { dialect, procfile }: SharedOptions): string {
  const place = reading.line === undefined ? nameOf(procfile) : `${nameOf(procfile)}:${reading.line + 1}`;
  return `${place}: ${dialect} refuses this file: ${reading.message}`;
}
