import type { CommandTable } from "../commands/register.ts";
import { commands } from "../identifiers.ts";
import type { Local } from "./local.ts";

/** What one does with the processes that run here; each is loaded when it is first called. */
export function localCommands(local: Local): CommandTable {
  return {
    [commands.startLocal]: async (_services, target) => (await import("./actions.ts")).start(local, target),
    [commands.stopLocal]: async (_services, target) => (await import("./actions.ts")).stop(local, target),
    [commands.restartLocal]: async (_services, target) => (await import("./actions.ts")).restart(local, target),
    [commands.startAllLocal]: async () => (await import("./actions.ts")).startAll(local),
    [commands.stopAllLocal]: async () => (await import("./actions.ts")).stopAll(local),
    [commands.scaleLocal]: async (_services, target) => (await import("./actions.ts")).scale(local, target),
    [commands.openLocal]: async (_services, target) => (await import("./actions.ts")).openInBrowser(local, target),
    [commands.copyLocalUrl]: async (_services, target) => (await import("./actions.ts")).copyUrl(local, target),
    [commands.showOnlyLocal]: async (_services, ...rows) => (await import("./actions.ts")).showOnly(local, rows),
    [commands.showAllLocal]: async (_services, target) => (await import("./actions.ts")).showAll(local, target),
    [commands.goToLocalLine]: async (_services, target) => (await import("./actions.ts")).goToLine(local, target),
    [commands.createProcfile]: async () => (await import("./actions.ts")).createProcfile(),
  };
}
