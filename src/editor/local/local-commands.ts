import type { Command, CommandTable } from "../commands/register.ts";
import { commands } from "../identifiers.ts";
import { debugCommands } from "./debug/debug-commands.ts";
import type { Local } from "./local.ts";

/** What one does with the processes that run here; each is loaded when it is first called. */
export function localCommands(local: Local): CommandTable {
  return {
    [commands.runProcess]: async (_services, target) => (await import("./run-line.ts")).runLine(local, target),
    [commands.startLocal]: async (_services, ...rows) => (await import("./actions.ts")).start(local, rows),
    [commands.stopLocal]: async (_services, ...rows) => (await import("./actions.ts")).stop(local, rows),
    [commands.restartLocal]: async (_services, ...rows) => (await import("./actions.ts")).restart(local, rows),
    [commands.startAllLocal]: async () => (await import("./actions.ts")).startAll(local),
    [commands.stopAllLocal]: async () => (await import("./actions.ts")).stopAll(local),
    [commands.startLocalAnew]: async (_services, target) => (await import("./actions.ts")).startAnew(local, target),
    [commands.scaleLocal]: async (_services, target) => (await import("./actions.ts")).scale(local, target),
    [commands.openLocal]: async (_services, target) => (await import("./actions.ts")).openInBrowser(local, target),
    [commands.copyLocalUrl]: async (_services, target) => (await import("./actions.ts")).copyUrl(local, target),
    [commands.showOnlyLocal]: async (_services, ...rows) => (await import("./actions.ts")).showOnly(local, rows),
    [commands.showAllLocal]: async (_services, target) => (await import("./actions.ts")).showAll(local, target),
    [commands.showLocalTerminal]: async (_services, target) =>
      (await import("./show-terminal.ts")).showTerminal(local, target),
    [commands.goToLocalLine]: async (_services, target) => (await import("./actions.ts")).goToLine(local, target),
    [commands.createProcfile]: async () => (await import("./actions.ts")).createProcfile(),
    ...onceAndTraffic(local),
    ...debugCommands(local),
  };
}

/** Of the title of the view come those that look at no row. */
function onceAndTraffic({ runs }: Local): CommandTable {
  const load = () => import("./once-and-traffic.ts");
  const run: Command = async (services, target) => (await load()).runCommand(services, runs, target);
  const start: Command = async (services, target) => (await load()).startWithVariables(services, runs, target);
  const record: Command = async (services, target) => (await load()).recordTraffic(services, runs, target);
  const duplicate: Command = async (services, target) => (await load()).duplicateRequests(services, runs, target);
  return {
    [commands.runLocalCommand]: run,
    [commands.runLocalCommandAny]: (services) => run(services),
    [commands.runLocalCommandWithConfigVars]: async (services, target) =>
      (await load()).runCommandWithVariables(services, runs, target),
    [commands.startLocalWithConfigVars]: start,
    [commands.startLocalWithConfigVarsAny]: (services) => start(services),
    [commands.recordTraffic]: record,
    [commands.recordTrafficAny]: (services) => record(services),
    [commands.stopRecording]: async (_services, target) => (await load()).stopRecording(runs, target),
    [commands.stopRecordingAny]: async () => (await load()).stopRecording(runs, undefined),
    [commands.replayRecording]: async (services, target) => (await load()).replayRecording(services, runs, target),
    [commands.duplicateRequests]: duplicate,
    [commands.duplicateRequestsAny]: (services) => duplicate(services),
  };
}
