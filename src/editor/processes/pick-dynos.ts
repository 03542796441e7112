import * as vscode from "vscode";
import { type DynoTarget, listDynos } from "../../heroku/resources/dynos.ts";
import { listFormation } from "../../heroku/resources/formation.ts";
import { showDone } from "../messages.ts";
import type { AppTarget } from "../services.ts";
import { webFirst } from "../tree/web-first.ts";

interface DynoItem extends vscode.QuickPickItem {
  readonly which?: DynoTarget;
}

/** Asks for all dynos of an app, those of a type, or one; one-off dynos are none of them, they run once. */
export async function pickDynos({ app, session }: AppTarget, title: string): Promise<DynoTarget | undefined> {
  const loading = Promise.all([listDynos(session.client, app.id), listFormation(session.client, app.id)]);
  const items = loading.then(([all, formation]): DynoItem[] => {
    const types = formation.map(({ type }) => type).sort(webFirst);
    return [
      { label: vscode.l10n.t("All dynos"), iconPath: new vscode.ThemeIcon("debug-restart"), which: { kind: "all" } },
      heading(vscode.l10n.t("Process types")),
      ...types.map((type): DynoItem => ({ label: type, which: { kind: "type", type } })),
      heading(vscode.l10n.t("Dynos")),
      ...all.filter(({ type }) => types.includes(type)).map(dynoItem),
    ];
  });
  return (await vscode.window.showQuickPick(items, { title }))?.which;
}

/** Asks for one dyno, one-off dynos first: those are what people stop. */
export async function pickDyno({ app, session }: AppTarget, title: string): Promise<DynoTarget | undefined> {
  const [all, formation] = await Promise.all([
    listDynos(session.client, app.id),
    listFormation(session.client, app.id),
  ]);
  if (all.length === 0) {
    showDone(vscode.l10n.t("{0} runs no dynos now.", app.name));
    return undefined;
  }
  const isOneOff = ({ type }: { type: string }): boolean => !formation.some((entry) => entry.type === type);
  const items: DynoItem[] = [
    heading(vscode.l10n.t("One-off dynos")),
    ...all.filter(isOneOff).map(dynoItem),
    heading(vscode.l10n.t("Dynos")),
    ...all.filter((dyno) => !isOneOff(dyno)).map(dynoItem),
  ];
  return (await vscode.window.showQuickPick(items, { title }))?.which;
}

function dynoItem({ name, state }: { name: string; state: string }): DynoItem {
  return { label: name, description: state, which: { kind: "dyno", dyno: name } };
}

function heading(label: string): DynoItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}
