import * as vscode from "vscode";
import { listCollaborators } from "../../heroku/resources/collaborators.ts";
import type { Collaborator } from "../../heroku/resources/types.ts";
import { inView } from "../commands/in-view.ts";
import { appOfTarget } from "../commands/pick-app.ts";
import { showDone } from "../messages.ts";
import type { AppTarget, Services } from "../services.ts";
import { selectedNodes } from "../tree/nodes.ts";
import { permissionsOf, permissionWords } from "./permissions.ts";

/** Somebody who works on an app. */
export interface AppCollaborator extends AppTarget {
  readonly email: string;
  /** As the platform had it when it was asked. */
  readonly collaborator: Collaborator;
}

interface Ask {
  readonly title: string;
  /** Several at once, or just one. */
  readonly many: boolean;
}

/** The collaborators of the selected rows, or those that the person picks; never the owner unless a row says so. */
export async function chooseCollaborators(
  services: Services,
  { target, rows, ...ask }: Ask & { readonly target: unknown; readonly rows?: unknown },
): Promise<readonly AppCollaborator[] | undefined> {
  const selected = selectedNodes(target, rows).filter((row) => row.kind === "collaborator");
  if (selected.length === 0) return pick(services, target, ask);
  const found: AppCollaborator[] = [];
  for (const row of selected) {
    const chosen = await appOfTarget(services, row, ask);
    const all = chosen && (await collaboratorsOf(chosen));
    found.push(...(all ?? []).filter(({ email }) => email === row.email));
  }
  if (found.length === 0) showDone(vscode.l10n.t("Nobody of these works on the app any more."));
  return found.length > 0 ? found : undefined;
}

export function isOwner({ app, email, collaborator }: AppCollaborator): boolean {
  return collaborator.role === "owner" || email === app.owner.email;
}

async function pick(services: Services, target: unknown, ask: Ask): Promise<readonly AppCollaborator[] | undefined> {
  const chosen = await appOfTarget(services, target, ask);
  if (chosen === undefined) return undefined;
  const others = (await collaboratorsOf(chosen)).filter((one) => !isOwner(one));
  if (others.length === 0) {
    showDone(vscode.l10n.t("Nobody but its owner works on {0}.", chosen.app.name));
    return undefined;
  }
  const items = others.map((one) => ({ label: one.email, description: wordsOn(one), one }));
  const options = { title: `${ask.title}: ${chosen.app.name}` };
  if (!ask.many) {
    const item = await vscode.window.showQuickPick(items, options);
    return item && [item.one];
  }
  const picked = await vscode.window.showQuickPick(items, { ...options, canPickMany: true });
  return picked && picked.length > 0 ? picked.map(({ one }) => one) : undefined;
}

async function collaboratorsOf(target: AppTarget): Promise<readonly AppCollaborator[]> {
  const { app, session } = target;
  const all = await inView(vscode.l10n.t("The collaborators of {0} could not be read", app.name), () =>
    listCollaborators(session.client, app.id),
  );
  return all.map((collaborator) => ({ ...target, email: collaborator.user.email, collaborator }));
}

function wordsOn({ collaborator, email, session }: AppCollaborator): string {
  const you = email === session.account.email ? vscode.l10n.t("you") : "";
  return [collaborator.role ?? "", permissionWords(permissionsOf(collaborator)), you].filter(Boolean).join(" · ");
}
