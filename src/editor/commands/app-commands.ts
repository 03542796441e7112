import { commands } from "../identifiers.ts";
import type { CommandTable } from "./register.ts";

/** What one does with an app; each is loaded when it is first called. */
export function appCommands(): CommandTable {
  return {
    [commands.refreshApps]: async (services) => (await import("./actions.ts")).refresh(services),
    [commands.openApp]: async (services, target) => (await import("./actions.ts")).openApp(services, target),
    [commands.openDashboard]: async (services, target) =>
      (await import("./actions.ts")).openDashboard(services, target),
    [commands.copyAppName]: async (services, ...rows) => (await import("./actions.ts")).copyAppName(services, ...rows),
    [commands.copyAppUrl]: async (services, ...rows) => (await import("./actions.ts")).copyAppUrl(services, ...rows),
    [commands.copyGitUrl]: async (services, ...rows) => (await import("./actions.ts")).copyGitUrl(services, ...rows),
    [commands.showLog]: ({ log }) => log.show(),
  };
}
