import { test } from "node:test";
import fc from "fast-check";
import type { Runner } from "../../../src/runner/runner.ts";
import { startRun } from "./run.ts";

const commands = {
  web: "sleep 600; true",
  pair: "sleep 600 & sleep 600",
  stubborn: "trap '' TERM; sleep 0.05; sleep 600",
  brief: "sleep 0.02",
};
const names = fc.constantFrom("web", "pair", "stubborn", "brief", "web.1", "web.2", "nope");

/** What a person may ask; nobody waits for the answer. */
const asks: fc.Arbitrary<(runner: Runner) => unknown> = fc.oneof(
  names.map((name) => (runner: Runner) => runner.restart(name)),
  names.map((name) => (runner: Runner) => runner.stopProcess(name)),
  names.map((name) => (runner: Runner) => runner.start(name)),
  names.map((name) => (runner: Runner) => runner.borrow(name, "terminal")),
  names.map((name) => (runner: Runner) => runner.giveBack(name)),
  names.map((name) => (runner: Runner) => runner.input(name, "x\n")),
  fc.tuple(names, fc.nat(3)).map(
    ([name, copies]) =>
      (runner: Runner) =>
        runner.scale(name, copies),
  ),
);

test("whatever is asked in whatever order, the run ends and nothing is left", {
  skip: process.platform === "win32",
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(asks, { maxLength: 12 }), fc.boolean(), async (all, isPatient) => {
      // `startRun` looks, when the run has ended, whether a process is left.
      const { runner } = startRun(commands, { grace: 100, keepGoing: true });
      for (const ask of all) {
        const answer = ask(runner);
        if (isPatient) await answer;
      }
      runner.stop("SIGTERM");
      await runner.ended;
    }),
    { numRuns: 12 },
  );
});
