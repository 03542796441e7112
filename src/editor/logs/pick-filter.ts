import * as vscode from "vscode";
import { listDynos } from "../../heroku/resources/dynos.ts";
import type { App } from "../../heroku/resources/types.ts";
import type { Session } from "../services.ts";
import type { LogFilter } from "./log-filter.ts";

interface FilterItem extends vscode.QuickPickItem {
  readonly filter?: LogFilter;
}

/** Asks whether to show everything, a process type or one dyno; does not ask when there is at most one dyno. */
export async function pickFilter({ client }: Session, app: App): Promise<LogFilter | undefined> {
  const dynos = await listDynos(client, app.id).catch(() => []);
  if (dynos.length <= 1) return {};
  const types = [...new Set(dynos.map(({ type }) => type))];
  const heading = (label: string): FilterItem => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const items: FilterItem[] = [
    { label: vscode.l10n.t("Everything"), description: vscode.l10n.t("dynos, router, platform"), filter: {} },
    heading(vscode.l10n.t("Process types")),
    ...types.map((type): FilterItem => ({ label: type, filter: { type } })),
    heading(vscode.l10n.t("Dynos")),
    ...dynos.map(({ name, state }): FilterItem => ({ label: name, description: state, filter: { dyno: name } })),
  ];
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t("Logs of {0}", app.name) }))?.filter;
}
