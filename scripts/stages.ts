import { mkdtemp, readdir } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { type Counts, countsVariable, readCounts } from "./counts.ts";
import { captured, root } from "./processes.ts";
import { findBrowser } from "./vscode/browser.ts";
import { installVscode } from "./vscode/install.ts";

export interface Outcome extends Counts {
  /** What a person needs to read when something failed. */
  readonly output: string;
}

export interface Stage {
  readonly name: string;
  readonly title: string;
  /** Part of `npm test`. */
  readonly always: boolean;
  run(order: Order): Promise<Outcome>;
}

export interface Order {
  /** Files, patterns or parts of names; none means all. `--screenshots FOLDER` is one of them. */
  readonly args: readonly string[];
  /** Ends what the stage has started. */
  readonly signal: AbortSignal;
}

/** Node leaves one core alone, which on two of them doubles the time. */
const allCores = `--test-concurrency=${os.availableParallelism()}`;

/** In the order in which `npm test` runs them. */
export const stages: readonly Stage[] = [
  {
    name: "types",
    title: "Type check",
    always: true,
    run: ({ signal }) => checked(signal, "node_modules/typescript/bin/tsc", ["-p", "."], /error TS/),
  },
  {
    name: "lint",
    title: "Lint and format",
    always: true,
    run: ({ signal }) =>
      checked(
        signal,
        "node_modules/@biomejs/biome/bin/biome",
        ["ci", "--error-on-warnings", "--colors=off", "."],
        /━━━/,
      ),
  },
  {
    name: "unit",
    title: "Unit tests",
    always: true,
    run: (order) => nodeTests(order, "test/unit/**/*.test.ts", ["--test-timeout=120000", allCores]),
  },
  { name: "editor", title: "Tests inside VS Code", always: true, run: (order) => inVscode(order, editorTests) },
  {
    name: "e2e",
    title: "Clicks in VS Code",
    always: true,
    run: (order) => inVscode(order, clicks),
  },
  {
    name: "desktop",
    title: "Tests inside desktop VS Code",
    always: false,
    run: (order) => built(order, () => editorTests({ ...order, args: ["--desktop", ...order.args] })),
  },
];

/** A checker that has no count of its own: one passed, or as many failed as lines of complaint. */
async function checked(
  signal: AbortSignal,
  program: string,
  args: readonly string[],
  complaint: RegExp,
): Promise<Outcome> {
  const { code, output } = await captured(process.execPath, [path.join(root, program), ...args], { signal });
  if (code === 0) return { passed: 1, failed: 0, output };
  return { passed: 0, failed: Math.max(1, output.split("\n").filter((line) => complaint.test(line)).length), output };
}

async function inVscode(order: Order, run: (order: Order) => Promise<Outcome>): Promise<Outcome> {
  findBrowser();
  await installVscode();
  return built(order, run);
}

async function built(order: Order, run: (order: Order) => Promise<Outcome>): Promise<Outcome> {
  const { code, output } = await captured(process.execPath, ["esbuild.mjs"], { signal: order.signal });
  return code === 0 ? run(order) : { passed: 0, failed: 1, output };
}

async function nodeTests({ args, signal }: Order, all: string, more: readonly string[]): Promise<Outcome> {
  const {
    files,
    flags: [, folder],
  } = screenshotFlags(args);
  const env = {
    // Hundreds of Nodes read the same sources: only the first one strips their types and compiles them.
    NODE_COMPILE_CACHE: path.join(os.tmpdir(), "compile-cache"),
    ...(folder ? { HEROKU_WORKBENCH_SCREENSHOTS: path.resolve(folder) } : {}),
  };
  const outcome = await counted(signal, env, (counts) => [
    ...["--test", ...more, "--test-reporter=spec", "--test-reporter-destination=stdout"],
    ...["--test-reporter=./scripts/counting-reporter.mjs", `--test-reporter-destination=${counts}`],
    ...(files.length > 0 ? files : [all]),
  ]);
  return { ...outcome, output: withoutPassed(outcome.output) };
}

function screenshotFlags(args: readonly string[]): { files: readonly string[]; flags: readonly string[] } {
  const at = args.indexOf("--screenshots");
  return at === -1 ? { files: args, flags: [] } : { files: args.toSpliced(at, 2), flags: args.slice(at, at + 2) };
}

/**
 * Runs each file by itself, two at a time: a person's clicks mostly wait. One that fails gets a second chance, alone and
 * at the end, which the output shows: a click can be lost.
 */
async function clicks(order: Order): Promise<Outcome> {
  const { files, flags } = screenshotFlags(order.args);
  const run = (file: string): Promise<Outcome> =>
    nodeTests({ ...order, args: [file, ...flags] }, file, ["--test-timeout=300000"]);
  const outcomes = await inLanes(2, files.length > 0 ? files : await clickFiles(), async (file) => ({
    file,
    outcome: await run(file),
  }));
  let sum: Outcome = { passed: 0, failed: 0, output: "" };
  for (const { file, outcome: first } of outcomes) {
    const lost = first.failed > 0 && !order.signal.aborted;
    const last = lost ? await run(file) : first;
    const output = lost ? `${first.output}\n${file} failed and was run once more.\n${last.output}` : last.output;
    sum = { passed: sum.passed + last.passed, failed: sum.failed + last.failed, output: `${sum.output}${output}` };
  }
  return sum;
}

/** Works through `items` in their order, `lanes` at a time; the results are in that order too. */
async function inLanes<T, R>(lanes: number, items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const waiting = [...items.entries()];
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) results[next[0]] = await work(next[1]);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}

async function clickFiles(): Promise<string[]> {
  const entries = await readdir(path.join(root, "test/e2e"));
  return entries.filter((name) => name.endsWith(".test.ts")).map((name) => `test/e2e/${name}`);
}

function editorTests({ args, signal }: Order): Promise<Outcome> {
  return counted(signal, {}, () => ["test/editor/run.ts", ...args]);
}

/** Longer than any grace time inside, so that what is inside can end in order. */
const grace = 60_000;

/** Runs a program that leaves its counts in a file; a non-zero end without a failed test is one failure. */
async function counted(
  signal: AbortSignal,
  more: Readonly<Record<string, string>>,
  args: (countsFile: string) => readonly string[],
): Promise<Outcome> {
  const file = path.join(await mkdtemp(path.join(os.tmpdir(), "counts-")), "counts.json");
  const env = { ...process.env, ...more, [countsVariable]: file };
  const all = ["--disable-warning=ExperimentalWarning", ...args(file)];
  const { code, output } = await captured(process.execPath, all, { env, grace, signal });
  const { passed, failed } = (await readCounts(file)) ?? { passed: 0, failed: 0 };
  const nothingRan = passed + failed === 0;
  return { passed, failed: Math.max(failed, code !== 0 || nothingRan ? 1 : 0), output };
}

function withoutPassed(output: string): string {
  return output
    .split("\n")
    .filter((line) => !/^\s*(✔|▶)/.test(line))
    .join("\n");
}
