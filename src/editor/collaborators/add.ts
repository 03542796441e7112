import * as vscode from "vscode";
import { addCollaborator, listCollaborators } from "../../heroku/resources/collaborators.ts";
import { addTeamCollaborator, listTeamMembers, type Permission } from "../../heroku/resources/team-collaborators.ts";
import { forEach } from "../commands/for-each.ts";
import { inView } from "../commands/in-view.ts";
import { appOfTarget } from "../commands/pick-app.ts";
import { showDone } from "../messages.ts";
import type { AppTarget, Services } from "../services.ts";
import { complaintAboutEmails, emailsIn } from "./emails.ts";
import { askForPermissions, knowsPermissions } from "./permissions.ts";

/** Invites one or several people to work on an app; in a team's app with the permissions that they shall have. */
export async function addCollaborators(services: Services, target: unknown): Promise<void> {
  const chosen = await appOfTarget(services, target, { title: vscode.l10n.t("Add collaborators") });
  if (chosen === undefined) return;
  const emails = await askForEmails(chosen);
  if (emails === undefined) return;
  const permissions = (await knowsPermissions(chosen)) ? await permissionsFor(chosen, emails) : [];
  if (permissions === undefined) return;
  const { app } = chosen;
  const invited = emails.map((email) => ({ ...chosen, email }));
  const done = await forEach(services, invited, {
    words: ({ email }) => email,
    failure: (email) => vscode.l10n.t("{0} could not be added to {1}", email, app.name),
    act: (one) => invite(one, permissions),
  });
  if (done.length === 0) return;
  const names = done.map(({ email }) => email).join(", ");
  showDone(vscode.l10n.t("Added {0} to {1}.", names, app.name));
}

async function askForEmails({ app, session }: AppTarget): Promise<readonly string[] | undefined> {
  const collaborators = await inView(vscode.l10n.t("The collaborators of {0} could not be read", app.name), () =>
    listCollaborators(session.client, app.id),
  );
  const present = [app.owner.email, ...collaborators.map(({ user }) => user.email)];
  const answer = await vscode.window.showInputBox({
    title: vscode.l10n.t("Add collaborators to {0}", app.name),
    prompt: session.isSandbox
      ? vscode.l10n.t("The sandbox writes nobody an e-mail; an unknown address gets an account in it.")
      : vscode.l10n.t("Each gets an e-mail. An address that Heroku does not know is invited to sign up first."),
    placeHolder: vscode.l10n.t("E-mail addresses, apart by commas"),
    ignoreFocusOut: true,
    validateInput: (text) => complaintAboutEmails(text, present),
  });
  return answer === undefined ? undefined : emailsIn(answer);
}

async function permissionsFor(
  target: AppTarget,
  emails: readonly string[],
): Promise<readonly Permission[] | undefined> {
  const outsiders = await notInTeam(target, emails);
  return askForPermissions({
    title: vscode.l10n.t("What may {0} do with {1}?", emails.join(", "), target.app.name),
    placeholder:
      outsiders.length === 0
        ? vscode.l10n.t("Choose permissions")
        : vscode.l10n.t("Not in the team, invited to this app alone: {0}", outsiders.join(", ")),
    picked: ["view", "deploy", "operate"],
  });
}

/** Who of a team may not see who is in it gets no such hint. */
async function notInTeam({ app, session }: AppTarget, emails: readonly string[]): Promise<readonly string[]> {
  const members = await listTeamMembers(session.client, app.team?.name ?? "").catch(() => undefined);
  if (members === undefined) return [];
  const known = new Set(members.map(({ email }) => email.toLowerCase()));
  return emails.filter((email) => !known.has(email));
}

function invite({ app, session, email }: AppTarget & { email: string }, permissions: readonly Permission[]) {
  return permissions.length > 0
    ? addTeamCollaborator(session.client, app.id, { user: email, permissions })
    : addCollaborator(session.client, app.id, email);
}
