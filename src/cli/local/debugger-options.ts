import { debuggerKinds } from "../../runner/debugger-of.ts";
import type { DebuggerSetup, Start } from "../../runner/under-debugger.ts";
import { failure } from "./verb.ts";

/** Of programs that attach a debugger to what runs here; the extension is one. */
export const debuggerOptions = {
  debugger: { type: "string" },
  "debugger-at": { type: "string" },
  "debugger-hooks": { type: "string" },
  "debugger-library": { type: "string" },
} as const;

type DebuggerValues = { readonly [K in keyof typeof debuggerOptions]?: string | undefined };

/** Undefined when none is wanted. Throws what is wrong with the options. */
export function readDebugger(values: DebuggerValues): DebuggerSetup | undefined {
  const { debugger: name, "debugger-at": at, "debugger-hooks": hooks, "debugger-library": library } = values;
  if (name === undefined) return undefined;
  const kind = debuggerKinds.find((known) => known === name);
  if (kind === undefined) throw new Error(`--debugger takes ${debuggerKinds.join(", ")}.`);
  if (!at || !hooks) throw new Error("--debugger needs --debugger-at and --debugger-hooks.");
  return { kind, at, hooks, library };
}

/** The same start, and it waits for the debugger. Throws a `Failure` when the command cannot be changed so. */
export async function preparedFor<T extends Start>(setup: DebuggerSetup | undefined, start: T): Promise<T> {
  if (setup === undefined) return start;
  const { underDebugger } = await import("../../runner/under-debugger.ts");
  const changed = underDebugger(start, setup);
  if (changed === undefined)
    throw failure(`dlv cannot be put before the last program of this command: ${start.command}`);
  return { ...start, ...changed };
}
