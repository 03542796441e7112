import * as vscode from "vscode";
import { type DynoTarget, listDynos, restartDynos } from "../../heroku/resources/dynos.ts";
import { listFormation } from "../../heroku/resources/formation.ts";
import type { App } from "../../heroku/resources/types.ts";
import { showDone } from "../messages.ts";
import type { Services, Session } from "../services.ts";
import { asTreeNode } from "../tree/nodes.ts";
import { webFirst } from "../tree/web-first.ts";
import { confirm } from "./confirm.ts";
import { inView } from "./in-view.ts";
import { appOfTarget } from "./pick-app.ts";

/** Restarts an app, a process type or one dyno: what the row says, or what the person picks. */
export async function restart(services: Services, target: unknown): Promise<void> {
  const chosen = await appOfTarget(services, target, { title: vscode.l10n.t("Restart dynos") });
  if (chosen === undefined) return;
  const { app, session } = chosen;
  const which = targetOfRow(target) ?? (await pickTarget(app, session));
  if (which === undefined || !(await isConfirmed(app, which, session))) return;
  await inView(vscode.l10n.t("{0} could not be restarted", words(app, which)), () =>
    restartDynos(session.client, app.id, which),
  );
  await services.apps.refresh(app);
  showDone(vscode.l10n.t("Restarting {0}.", words(app, which)));
}

function targetOfRow(target: unknown): DynoTarget | undefined {
  const node = asTreeNode(target);
  if (node?.kind === "dyno") return { kind: "dyno", dyno: node.dyno };
  if (node?.kind === "process") return { kind: "type", type: node.type };
  return node ? { kind: "all" } : undefined;
}

interface TargetItem extends vscode.QuickPickItem {
  readonly target?: DynoTarget;
}

async function pickTarget(app: App, { client }: Session): Promise<DynoTarget | undefined> {
  const loading = Promise.all([listDynos(client, app.id), listFormation(client, app.id)]);
  const items = loading.then(([all, formation]): TargetItem[] => {
    const types = formation.map(({ type }) => type).sort(webFirst);
    // One-off dynos run once.
    const dynos = all.filter(({ type }) => types.includes(type));
    return [
      { label: vscode.l10n.t("All dynos"), iconPath: new vscode.ThemeIcon("debug-restart"), target: { kind: "all" } },
      { label: vscode.l10n.t("Process types"), kind: vscode.QuickPickItemKind.Separator },
      ...types.map((type): TargetItem => ({ label: type, target: { kind: "type", type } })),
      { label: vscode.l10n.t("Dynos"), kind: vscode.QuickPickItemKind.Separator },
      ...dynos.map(
        ({ name, state }): TargetItem => ({ label: name, description: state, target: { kind: "dyno", dyno: name } }),
      ),
    ];
  });
  const title = vscode.l10n.t("Restart dynos of {0}", app.name);
  return (await vscode.window.showQuickPick(items, { title }))?.target;
}

/** Restarting all web dynos at once interrupts users for some seconds; one dyno of several does not. */
async function isConfirmed(app: App, which: DynoTarget, session: Session): Promise<boolean> {
  const isHarmless = which.kind === "dyno" || (which.kind === "type" && which.type !== "web");
  if (session.isSandbox || isHarmless) return true;
  return confirm("restart", {
    question: vscode.l10n.t("Restart {0}?", words(app, which)),
    detail: vscode.l10n.t("Its dynos stop and start again; users may have to wait for some seconds."),
    yes: vscode.l10n.t("Restart"),
  });
}

function words(app: App, which: DynoTarget): string {
  if (which.kind === "all") return vscode.l10n.t("all dynos of {0}", app.name);
  return vscode.l10n.t("{0} of {1}", which.kind === "type" ? which.type : which.dyno, app.name);
}
