import * as vscode from "vscode";
import { changePermissions as change } from "../../heroku/resources/team-collaborators.ts";
import { forEach } from "../commands/for-each.ts";
import { showDone } from "../messages.ts";
import type { Services } from "../services.ts";
import { type AppCollaborator, chooseCollaborators, isOwner } from "./choose-collaborators.ts";
import { askForPermissions, knowsPermissions, permissionsOf, permissionWords } from "./permissions.ts";

/** Sets what collaborators may do with the apps of a team. */
export async function changePermissions(services: Services, target: unknown, rows: unknown): Promise<void> {
  const title = vscode.l10n.t("Change permissions");
  const chosen = await chooseCollaborators(services, { target, rows, title, many: false });
  const changed = chosen?.filter((one) => !isOwner(one)) ?? [];
  const [first] = changed;
  if (first === undefined || !(await knowsPermissions(first))) return sayWhyNot(chosen);
  const permissions = await askForPermissions({
    title: vscode.l10n.t("What may {0} do with {1}?", changed.map(({ email }) => email).join(", "), first.app.name),
    placeholder: vscode.l10n.t("Choose permissions"),
    picked: permissionsOf(first.collaborator),
  });
  if (permissions === undefined) return;
  const done = await forEach(services, changed, {
    words: ({ email }) => email,
    failure: (email) => vscode.l10n.t("The permissions of {0} could not be changed", email),
    act: ({ app, session, email }) => change(session.client, app.id, { email, permissions }),
  });
  if (done.length === 0) return;
  const names = done.map(({ email }) => email).join(", ");
  showDone(vscode.l10n.t("{0} may now: {1}.", names, permissionWords(permissions)));
}

function sayWhyNot(chosen: readonly AppCollaborator[] | undefined): void {
  const [one] = chosen ?? [];
  if (one === undefined) return;
  showDone(
    isOwner(one)
      ? vscode.l10n.t("{0} owns {1} and may do everything.", one.email, one.app.name)
      : vscode.l10n.t(
          "Only apps of a team with access controls have permissions; whoever works on {0} may do all but own it.",
          one.app.name,
        ),
  );
}
