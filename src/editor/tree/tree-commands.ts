import type { CommandTable } from "../commands/register.ts";
import { commands } from "../identifiers.ts";
import type { AppsView } from "./apps-view.ts";

/** How the apps are arranged, and what one does with rows that have no room of their own. */
export function treeCommands(view: AppsView): CommandTable {
  return {
    [commands.filterApps]: async () => (await import("./actions.ts")).filterApps(view),
    [commands.clearFilter]: () => view.arrangement.set({ filter: "" }),
    [commands.groupApps]: async () => (await import("./actions.ts")).groupApps(view),
    [commands.sortApps]: async () => (await import("./actions.ts")).sortApps(view),
    [commands.addFavorite]: async (services, ...rows) =>
      (await import("./actions.ts")).addFavorites(services, view, rows),
    [commands.removeFavorite]: async (services, ...rows) =>
      (await import("./actions.ts")).removeFavorites(services, view, rows),
    [commands.moreReleases]: async (_services, row) => (await import("./actions.ts")).showMoreReleases(view, row),
    [commands.openAddon]: async (services, row) => (await import("./actions.ts")).openAddon(services, row),
    [commands.copyDomain]: async (_services, ...rows) => (await import("./actions.ts")).copyDomains(rows),
    [commands.copyDnsTarget]: async (services, row) => (await import("./actions.ts")).copyDnsTarget(services, row),
    [commands.enableFeature]: async (services, row) => (await import("./actions.ts")).setFeature(services, row, true),
    [commands.disableFeature]: async (services, row) => (await import("./actions.ts")).setFeature(services, row, false),
  };
}
