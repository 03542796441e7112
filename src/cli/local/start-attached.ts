import { exitStatus } from "../../process/child.ts";
import { runBorrowed } from "../../runner/borrowed.ts";
import type { Audience } from "../../runner/control/audience.ts";
import { markLoan } from "../../runner/control/loans.ts";
import { system } from "../../runner/display.ts";
import { exitMessage } from "../../runner/exit-message.ts";
import type { Instance } from "../../runner/plan.ts";
import type { Runner } from "../../runner/runner.ts";
import { failure } from "./verb.ts";

/** The copy that `--attach` means: a name, or the first of a type. Throws a `Failure`. */
export function copyToAttach(name: string, instances: readonly Instance[]): string {
  const found = instances.find((one) => one.name === name || one.type === name);
  if (!found) throw failure(`--attach: there is no process ${name} in this run.`);
  return found.name;
}

export interface Attaching {
  /** Its copy of that name is held back. */
  readonly runner: Runner;
  readonly audience: Audience;
  readonly keepGoing: boolean;
  readonly say: (name: string, message: string) => void;
}

/**
 * Runs one copy in this terminal while the runner runs the others. Its end is that of the run, unless the others keep
 * going; when a person leaves it, the runner takes it over.
 */
export async function runAttached(name: string, { runner, audience, keepGoing, say }: Attaching): Promise<number> {
  const isOver = new AbortController();
  const unsubscribe = audience.subscribe((event) => {
    if (event.event !== "changed" || event.status.name !== name) return;
    if (event.status.state.kind !== "borrowed") isOver.abort();
  });
  const loan = await runner.borrow(name, "terminal");
  if (!loan) return runner.ended;
  const { exit, wasAsked } = await runBorrowed(markLoan(loan), isOver.signal);
  unsubscribe();
  if (isOver.signal.aborted) return runner.ended;
  if (wasAsked) {
    runner.giveBack(name);
    return runner.ended;
  }
  say(name, exitMessage(exit));
  if (!keepGoing) await stopOthers(name, runner, say);
  await runner.stopProcess(name);
  await runner.ended;
  return exitStatus(exit);
}

async function stopOthers(name: string, runner: Runner, say: Attaching["say"]): Promise<void> {
  const others = runner.status().filter((one) => one.name !== name);
  if (others.some(({ state }) => state.kind === "running")) say(system, "stopping the other processes");
  await Promise.all(others.map((one) => runner.stopProcess(one.name)));
}
