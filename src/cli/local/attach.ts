import { parseArgs } from "node:util";
import { exitStatus } from "../../process/child.ts";
import { runBorrowed } from "../../runner/borrowed.ts";
import { exitMessage } from "../../runner/exit-message.ts";
import type { DebuggerSetup } from "../../runner/under-debugger.ts";
import { debuggerOptions, preparedFor, readDebugger } from "./debugger-options.ts";
import { askRun, type FoundRun, findRunOptions, findRunUsage, hearRun, withRun } from "./find-run.ts";
import type { Console, Verb } from "./verb.ts";

/** Brings one process of a run into this terminal. */
export const attach: Verb = {
  usage: `Usage: node dist/local.js attach NAME [options]

Restarts one copy, web.1 or the first of web, in this terminal: with its input,
colours and Ctrl-C, so that debuggers and REPLs work. The others go on. When it
ends, or at Ctrl-], it goes back to the run.

With --live it is not restarted: its output comes as the run gets it, and each
line that is typed is its input. Ctrl-C ends only this.

${findRunUsage}  --live               follow the process that runs
`,
  read(args) {
    const options = { ...findRunOptions, ...debuggerOptions, live: { type: "boolean" } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [name, ...more] = positionals;
    if (name === undefined || more.length > 0) throw new Error("attach needs the name of one process.");
    const setup = readDebugger(values);
    return (console) =>
      withRun(values, async (found) => {
        if (!values.live) return borrow(found, name, { console, setup });
        return (await import("./follow-live.ts")).followLive(found, name, console);
      });
  },
};

async function borrow(
  found: FoundRun,
  name: string,
  { console, setup }: { console: Console; setup: DebuggerSetup | undefined },
): Promise<number> {
  const by = setup === undefined ? "terminal" : "debugger";
  const { loan } = await askRun(found, { do: "borrow", name, by });
  if (!loan) return 1;
  const isOver = new AbortController();
  await hearRun(found, (event) => {
    if (event.event !== "changed" || event.status.name !== loan.name) return;
    if (event.status.state.kind !== "borrowed") isOver.abort();
  });
  void found.client.closed.then(() => isOver.abort());
  if (process.stdin.isTTY && process.platform !== "win32")
    console.error(`${loan.name} runs here. Ctrl-] gives it back to the run.\n`);
  const { exit, wasAsked } = await runBorrowed(await preparedFor(setup, loan), isOver.signal);
  const isTaken = isOver.signal.aborted;
  if (!isTaken) await found.client.ask({ do: "give-back", name: loan.name }).catch(() => undefined);
  console.error(`${loan.name} ${exitMessage(exit)}${isTaken ? "" : "; the run has it again"}.\n`);
  return wasAsked ? 0 : exitStatus(exit);
}
