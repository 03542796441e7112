import type { CommandTable } from "../commands/register.ts";
import type { Disposables } from "../disposables.ts";
import { explainInLine } from "../explanation.ts";
import { commands } from "../identifiers.ts";
import type { Services } from "../services.ts";
import type { AppsView } from "../tree/apps-view.ts";

/** What changes an app as a whole; each is loaded when it is first called. */
export const lifecycleCommands: CommandTable = {
  [commands.renameApp]: async (services, target) => (await import("./actions.ts")).renameApp(services, target),
  [commands.transferApp]: async (services, target, wish) =>
    (await import("./actions.ts")).transferApp(services, target, wish),
  [commands.appTransfers]: async (services) => (await import("./actions.ts")).showTransfers(services),
  [commands.maintenanceOn]: async (services, target, rows) =>
    (await import("./actions.ts")).setMaintenance(services, target, rows, true),
  [commands.maintenanceOff]: async (services, target, rows) =>
    (await import("./actions.ts")).setMaintenance(services, target, rows, false),
  [commands.destroyApp]: async (services, target) => (await import("./actions.ts")).destroy(services, target),
  [commands.openInEditor]: async (services, target) => (await import("./actions.ts")).openInEditor(services, target),
};

/** Looks for apps that somebody offers whenever the list of apps is looked at or asked for again. */
export function watchTransfers(services: Services, view: AppsView, disposables: Disposables): void {
  let isUnderWay = false;
  const look = async (): Promise<void> => {
    if (isUnderWay || services.sessions.all.length === 0 || !view.isVisible) return;
    isUnderWay = true;
    try {
      const { noticeTransfers } = await import("./transfer-notices.ts");
      await noticeTransfers(services);
    } catch (error) {
      services.log.debug(`Transfers could not be looked for: ${explainInLine(error)}`);
    } finally {
      isUnderWay = false;
    }
  };
  disposables.add(services.sessions.onDidChange(() => void look()));
  disposables.add(services.apps.onDidRefresh(() => void look()));
  disposables.add(view.onDidShow(() => void look()));
}
