import type { CommandTable } from "../commands/register.ts";
import type { Disposables } from "../disposables.ts";
import { explainInLine } from "../explanation.ts";
import { commands } from "../identifiers.ts";
import type { Services } from "../services.ts";

/** *Link Workspace to App…* and *Unlink…*. */
export const linkCommands: CommandTable = {
  [commands.linkWorkspace]: async (services, target) => (await import("./actions.ts")).linkWorkspace(services, target),
  [commands.linkAny]: async (services) => (await import("./actions.ts")).linkWorkspace(services, undefined),
  [commands.unlinkWorkspace]: async (services, target) =>
    (await import("./actions.ts")).unlinkWorkspace(services, target),
};

/** Notices remotes of open folders that Heroku no longer serves, whenever the remotes are read. */
export function watchSshRemotes(services: Services, disposables: Disposables): void {
  const asked = new Set<string>();
  const look = async (): Promise<void> => {
    try {
      const { offerHttps } = await import("./offer-https.ts");
      for (const session of services.sessions.all) if (!session.isSandbox) await offerHttps(services, session, asked);
    } catch (error) {
      services.log.debug(`The remotes of the open folders could not be looked at: ${explainInLine(error)}`);
    }
  };
  disposables.add(services.apps.onDidRefresh(() => void look()));
}
