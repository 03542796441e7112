// `node scripts/test.ts` runs every stage and ends with one line `N passed, N failed`;
// `node scripts/test.ts STAGE [FILE…]` runs one of them, or the named files of it.

import { chmod, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { withProgress } from "./progress.mjs";
import { type Outcome, type Stage, stages } from "./stages.ts";
import { whenAskedToStop } from "./stopping.ts";

const [name, ...args] = process.argv.slice(2);
const chosen = stages.filter((stage) => (name === undefined ? stage.always : stage.name === name));
if (chosen.length === 0) {
  process.stderr.write(`There is no stage "${name}"; there are ${stages.map((stage) => stage.name).join(", ")}.\n`);
  process.exit(2);
}

const stopping = new AbortController();
void whenAskedToStop().then(() => stopping.abort());

const temporary = await useTemporaryFolder();
try {
  await runStages();
} finally {
  await rm(temporary, { recursive: true, force: true, maxRetries: 5 });
}
process.exit();

async function runStages(): Promise<void> {
  const outcomes: Outcome[] = [];
  for (const stage of chosen) {
    outcomes.push(await runStage(stage));
    if (stopping.signal.aborted) {
      process.exitCode = 130;
      return;
    }
  }
  const passed = sum(outcomes.map((outcome) => outcome.passed));
  const failed = sum(outcomes.map((outcome) => outcome.failed));
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  process.exitCode = failed === 0 ? 0 : 1;
}

async function runStage(stage: Stage): Promise<Outcome> {
  const started = Date.now();
  const { signal } = stopping;
  const outcome = await withProgress(stage.title, () => stage.run({ args, signal })).catch(crashed);
  if (signal.aborted) return outcome;
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  if (outcome.failed > 0 || /was run once more/.test(outcome.output))
    process.stdout.write(`${outcome.output.trimEnd()}\n`);
  process.stdout.write(`${stage.title}: ${outcome.passed} passed, ${outcome.failed} failed (${seconds} s)\n`);
  return outcome;
}

/** Everything that the run puts into the temporary folder goes into one, which goes away even when tests were killed. */
async function useTemporaryFolder(): Promise<string> {
  // The usual one of macOS is so long that sockets below it have no room for their names.
  const base = process.platform === "darwin" ? "/tmp" : os.tmpdir();
  const folder = await mkdtemp(path.join(base, "hw-"));
  // A test runs a program of another user, who has to pass through.
  await chmod(folder, 0o711);
  for (const variable of ["TMPDIR", "TEMP", "TMP"]) process.env[variable] = folder;
  return folder;
}

function crashed(error: unknown): Outcome {
  return { passed: 0, failed: 1, output: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
