import type { CommandTable } from "../../commands/register.ts";
import { commands } from "../../identifiers.ts";
import type { Local } from "../local.ts";

/** Takes one process out of its run, into a debugger or a terminal; each is loaded when it is first called. */
export function debugCommands(local: Local): CommandTable {
  return {
    [commands.debugProcess]: async (_services, target) =>
      (await import("./debug-process.ts")).debugProcess(local, target),
    [commands.attachDebugger]: async (_services, target) =>
      (await import("./attach-debugger.ts")).attachDebugger(local, target),
    [commands.attachTerminal]: async ({ context }, target) =>
      (await import("./attach-terminal.ts")).attachTerminal(local, context.extensionPath, target),
  };
}
