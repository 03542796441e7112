import type { CommandTable } from "../commands/register.ts";
import type { Disposables } from "../disposables.ts";
import { commands } from "../identifiers.ts";

/** Scale, restart, stop and run dynos. */
export function processCommands(disposables: Disposables): CommandTable {
  const ended = new AbortController();
  disposables.add({ dispose: () => ended.abort() });
  // Two clicks on +1 are two dynos: the second looks at the formation after the first has changed it.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = (act: () => Promise<unknown>): Promise<unknown> => {
    last = last.then(act, act);
    return last;
  };
  return {
    [commands.scaleProcess]: async (services, target) => (await import("./actions.ts")).scaleProcess(services, target),
    [commands.addDyno]: (services, target) =>
      inTurn(async () => (await import("./actions.ts")).scaleByOne(services, target, 1)),
    [commands.removeDyno]: (services, target) =>
      inTurn(async () => (await import("./actions.ts")).scaleByOne(services, target, -1)),
    [commands.restartDynos]: async (services, target, rows) =>
      (await import("./actions.ts")).restart(services, target, rows),
    [commands.restartAndTail]: async (services, target) =>
      (await import("./actions.ts")).restartAndTail(services, target),
    [commands.stopDyno]: async (services, target, rows) => (await import("./actions.ts")).stop(services, target, rows),
    [commands.runOneOff]: async (services, target) =>
      (await import("./actions.ts")).runOneOff(services, target, ended.signal),
  };
}
