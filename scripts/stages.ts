import { mkdtemp, rm } from "node:fs/promises";
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
  run(args: readonly string[]): Promise<Outcome>;
}

/** In the order in which `npm test` runs them. */
export const stages: readonly Stage[] = [
  {
    name: "types",
    title: "Type check",
    always: true,
    run: () => checked("node_modules/typescript/bin/tsc", ["-p", "."], /error TS/),
  },
  {
    name: "lint",
    title: "Lint and format",
    always: true,
    run: () =>
      checked("node_modules/@biomejs/biome/bin/biome", ["ci", "--error-on-warnings", "--colors=off", "."], /━━━/),
  },
  {
    name: "unit",
    title: "Unit tests",
    always: true,
    run: (args) => nodeTests("test/unit/**/*.test.ts", args, 120_000),
  },
  { name: "editor", title: "Tests inside VS Code", always: true, run: (args) => inVscode(() => editorTests(args)) },
  {
    name: "e2e",
    title: "Clicks in VS Code",
    always: true,
    run: (args) => inVscode(() => nodeTests("test/e2e/**/*.test.ts", args, 300_000, ["--test-concurrency=1"])),
  },
  {
    name: "desktop",
    title: "Tests inside desktop VS Code",
    always: false,
    run: (args) => built(() => editorTests(["--desktop", ...args])),
  },
];

/** A checker that has no count of its own: one passed, or as many failed as lines of complaint. */
async function checked(program: string, args: readonly string[], complaint: RegExp): Promise<Outcome> {
  const { code, output } = await captured(process.execPath, [path.join(root, program), ...args], { grace });
  if (code === 0) return { passed: 1, failed: 0, output };
  return { passed: 0, failed: Math.max(1, output.split("\n").filter((line) => complaint.test(line)).length), output };
}

async function inVscode(run: () => Promise<Outcome>): Promise<Outcome> {
  findBrowser();
  await installVscode();
  return built(run);
}

async function built(run: () => Promise<Outcome>): Promise<Outcome> {
  const { code, output } = await captured(process.execPath, ["esbuild.mjs"]);
  return code === 0 ? run() : { passed: 0, failed: 1, output };
}

/** `args` are files or patterns and `--screenshots FOLDER`. */
async function nodeTests(
  all: string,
  args: readonly string[],
  timeout: number,
  flags: readonly string[] = [],
): Promise<Outcome> {
  const screenshots = args.indexOf("--screenshots");
  const files = screenshots === -1 ? args : args.toSpliced(screenshots, 2);
  const folder = args[screenshots + 1];
  const env = screenshots === -1 || !folder ? {} : { HEROKU_WORKBENCH_SCREENSHOTS: path.resolve(folder) };
  const { outcome, output } = await counted(
    (counts) => [
      ...["--disable-warning=ExperimentalWarning", "--test", `--test-timeout=${timeout}`, ...flags],
      ...["--test-reporter=spec", "--test-reporter-destination=stdout"],
      ...["--test-reporter=./scripts/counting-reporter.mjs", `--test-reporter-destination=${counts}`],
      ...(files.length > 0 ? files : [all]),
    ],
    env,
  );
  return { ...outcome, output: withoutPassed(output) };
}

async function editorTests(args: readonly string[]): Promise<Outcome> {
  const { outcome, output } = await counted(
    () => ["--disable-warning=ExperimentalWarning", "test/editor/run.ts", ...args],
    {},
  );
  return { ...outcome, output };
}

/** Longer than any grace time inside, so that what is inside can end in order. */
const grace = 60_000;

/** Runs a program that leaves its counts in a file; a non-zero end without a failed test is one failure. */
async function counted(
  args: (countsFile: string) => readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<{ outcome: Counts; output: string }> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "heroku-workbench-counts-"));
  const file = path.join(folder, "counts.json");
  try {
    const { code, output } = await captured(process.execPath, args(file), {
      env: { ...process.env, ...env, [countsVariable]: file },
      grace,
    });
    const { passed, failed } = (await readCounts(file)) ?? { passed: 0, failed: 0 };
    const nothingRan = passed + failed === 0;
    return { outcome: { passed, failed: Math.max(failed, code !== 0 || nothingRan ? 1 : 0) }, output };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function withoutPassed(output: string): string {
  return output
    .split("\n")
    .filter((line) => !/^\s*(✔|▶)/.test(line))
    .join("\n");
}
