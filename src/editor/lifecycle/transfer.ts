import * as vscode from "vscode";
import { listCollaborators } from "../../heroku/resources/collaborators.ts";
import { listTeams } from "../../heroku/resources/teams.ts";
import { createTransfer, giveApp } from "../../heroku/resources/transfers.ts";
import { confirm } from "../commands/confirm.ts";
import { appOfTarget } from "../commands/pick-app.ts";
import { during } from "../explanation.ts";
import { commands } from "../identifiers.ts";
import { showDone } from "../messages.ts";
import type { AppTarget, Services } from "../services.ts";
import { asTreeNode } from "../tree/nodes.ts";
import { asOwner } from "./as-owner.ts";
import { isOthers, ownerOf } from "./owner.ts";

interface Recipient {
  /** E-mail address, or a team's name. */
  readonly name: string;
  readonly kind: "account" | "team";
}

/** **Transfer…** to a collaborator, who has to accept, or to a team, at once. */
export async function transferApp(services: Services, target: unknown, wish?: unknown): Promise<void> {
  const chosen = await appOfTarget(services, target, { title: vscode.l10n.t("Transfer app") });
  if (chosen === undefined) return;
  const { app } = chosen;
  if (isOthers(chosen)) {
    throw new Error(vscode.l10n.t("{0} belongs to {1}: only its owner may transfer it.", app.name, ownerOf(app)));
  }
  const recipient = recipientOf(target, wish) ?? (await chooseRecipient(chosen));
  if (recipient === undefined || !(await isConfirmed(chosen, recipient))) return;
  const isPending = await hand(chosen, recipient);
  await services.apps.refresh();
  if (!isPending) return showDone(vscode.l10n.t("{0} now belongs to {1}.", app.name, recipient.name));
  const text = vscode.l10n.t("{0} is offered to {1}. It stays yours until they accept.", app.name, recipient.name);
  showDone(text, { title: vscode.l10n.t("Show Transfers"), command: commands.appTransfers });
}

/** Said by the row of a collaborator, or by another command that knows it: `{ recipient: "e-mail address" }`. */
function recipientOf(target: unknown, wish: unknown): Recipient | undefined {
  const node = asTreeNode(target);
  if (node?.kind === "collaborator") return { name: node.email, kind: "account" };
  const isSaid = typeof wish === "object" && wish !== null && "recipient" in wish && typeof wish.recipient === "string";
  return isSaid ? { name: String(wish.recipient), kind: "account" } : undefined;
}

interface RecipientItem extends vscode.QuickPickItem {
  readonly recipient?: Recipient;
}

async function chooseRecipient({ app, session }: AppTarget): Promise<Recipient | undefined> {
  const items = during(vscode.l10n.t("{0} cannot be transferred now", app.name), async () => {
    const [collaborators, teams] = await Promise.all([
      listCollaborators(session.client, app.id),
      listTeams(session.client),
    ]);
    return recipientItems(app, {
      emails: collaborators.map(({ user }) => user.email),
      teams: teams.map(({ name }) => name),
    });
  });
  const known = await items;
  if (known.length === 0) {
    const next = { title: vscode.l10n.t("Show Transfers"), command: commands.appTransfers };
    showDone(
      vscode.l10n.t("{0} has no collaborators, and you are in no team. Add a collaborator first.", app.name),
      next,
    );
    return undefined;
  }
  const chosen = await vscode.window.showQuickPick(known, {
    title: vscode.l10n.t("Transfer {0}", app.name),
    placeHolder: vscode.l10n.t("Choose the new owner"),
  });
  return chosen?.recipient;
}

/** Collaborators of a team's app must leave the team's rules: it goes to an account at once. */
export function recipientItems(
  app: Pick<AppTarget["app"], "owner" | "team">,
  { emails, teams }: { readonly emails: readonly string[]; readonly teams: readonly string[] },
): RecipientItem[] {
  const accounts = emails.filter((email) => email !== app.owner.email).sort();
  const others = teams.filter((name) => name !== app.team?.name).sort();
  const separator = (label: string): RecipientItem => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const waits = app.team === null ? vscode.l10n.t("has to accept") : vscode.l10n.t("at once");
  return [
    ...(accounts.length > 0 ? [separator(vscode.l10n.t("Collaborators"))] : []),
    ...accounts.map(
      (name): RecipientItem => ({
        label: name,
        description: waits,
        iconPath: new vscode.ThemeIcon("person"),
        recipient: { name, kind: "account" },
      }),
    ),
    ...(others.length > 0 ? [separator(vscode.l10n.t("Teams"))] : []),
    ...others.map(
      (name): RecipientItem => ({
        label: name,
        description: vscode.l10n.t("at once"),
        iconPath: new vscode.ThemeIcon("organization"),
        recipient: { name, kind: "team" },
      }),
    ),
  ];
}

async function isConfirmed({ app, session }: AppTarget, { name, kind }: Recipient): Promise<boolean> {
  if (session.isSandbox) return true;
  const isImmediate = kind === "team" || app.team !== null;
  return confirm("transfer", {
    question: vscode.l10n.t("Transfer {0} to {1}?", app.name, name),
    detail: isImmediate
      ? vscode.l10n.t("It belongs to {0} at once, who then pays for it and decides who may use it.", name)
      : vscode.l10n.t("{0} gets an e-mail and has to accept; then they pay for it and you stay a collaborator.", name),
    yes: vscode.l10n.t("Transfer"),
  });
}

/** Whether it waits for an answer: between two accounts it does, with a team the platform moves the app itself. */
async function hand(chosen: AppTarget, { name, kind }: Recipient): Promise<boolean> {
  const { app, session } = chosen;
  const failure = vscode.l10n.t("{0} could not be transferred to {1}", app.name, name);
  const isBetweenAccounts = kind === "account" && app.team === null;
  if (!isBetweenAccounts) {
    await asOwner(failure, chosen, () => giveApp(session.client, app.id, name));
    return false;
  }
  const transfer = await asOwner(failure, chosen, () =>
    createTransfer(session.client, { app: app.id, recipient: name }),
  );
  return transfer.state === "pending";
}
