import type { AccountSessions } from "../account/sessions.ts";
import type { Disposables } from "../disposables.ts";
import { showError } from "../messages.ts";
import type { Services } from "../services.ts";
import type { AppsView } from "../tree/apps-view.ts";
import type { Sandbox } from "./sandbox.ts";

/**
 * Brings the sandbox back, without a click, as soon as the view is looked at: it was one of the accounts, and it
 * stopped only because the last window closed. Once for a window; a person who stops the sandbox has signed out of it.
 */
export function resumeSandbox(
  { log, sessions, apps }: Pick<Services, "log"> & { sessions: AccountSessions; apps: AppsView },
  sandbox: Sandbox,
  disposables: Disposables,
): void {
  let isTried = false;
  const look = (): void => {
    const isAway = sessions.away.some(({ cause }) => cause === "sandbox-stopped");
    if (isTried || !isAway || !apps.isVisible || sandbox.isOwn) return;
    isTried = true;
    sandbox.start(sessions).catch((error: unknown) => showError({ log }, error));
  };
  disposables.add(sessions.onDidChange(look));
  disposables.add(apps.onDidShow(look));
  look();
}
