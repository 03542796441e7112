// `node scripts/test.ts` runs every stage and ends with one line `N passed, N failed`;
// `node scripts/test.ts STAGE [FILE…]` runs one of them, or the named files of it.

import { withProgress } from "./progress.mjs";
import { type Outcome, type Stage, stages } from "./stages.ts";
import { whenAskedToStop } from "./stopping.ts";

const [name, ...args] = process.argv.slice(2);
const chosen = stages.filter((stage) => (name === undefined ? stage.always : stage.name === name));
if (chosen.length === 0) {
  process.stderr.write(`There is no stage "${name}"; there are ${stages.map((stage) => stage.name).join(", ")}.\n`);
  process.exit(2);
}

// What a stage started is on a leash and ends with us.
void whenAskedToStop().then(() => process.exit(130));

const outcomes: Outcome[] = [];
for (const stage of chosen) outcomes.push(await runStage(stage));
const passed = sum(outcomes.map((outcome) => outcome.passed));
const failed = sum(outcomes.map((outcome) => outcome.failed));
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;

async function runStage(stage: Stage): Promise<Outcome> {
  const started = Date.now();
  const outcome = await withProgress(stage.title, () => stage.run(args)).catch(crashed);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  if (outcome.failed > 0) process.stdout.write(`${outcome.output.trimEnd()}\n`);
  process.stdout.write(`${stage.title}: ${outcome.passed} passed, ${outcome.failed} failed (${seconds} s)\n`);
  return outcome;
}

function crashed(error: unknown): Outcome {
  return { passed: 0, failed: 1, output: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
