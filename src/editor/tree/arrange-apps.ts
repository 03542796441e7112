import * as vscode from "vscode";
import type { AppsView } from "./apps-view.ts";
import { type Arrangement, type GroupBy, groupings, type SortBy, sortings } from "./arrangement.ts";
import { filterFields } from "./filter.ts";

/** Milliseconds without a key until the rows follow. */
const pause = 80;

/** Filters the rows while a person types; Enter keeps the filter, Escape takes back the one before. */
export async function filterApps(view: AppsView): Promise<void> {
  const { arrangement } = view;
  const before = arrangement.value.filter;
  const box = vscode.window.createInputBox();
  box.title = vscode.l10n.t("Filter apps");
  box.placeholder = vscode.l10n.t("Name, owner, team, region, stack or buildpack");
  box.value = before;
  const sayCount = (): void => {
    box.prompt = countWords(view.count);
  };
  sayCount();
  let timer: NodeJS.Timeout | undefined;
  const filter = (isTried: boolean, text: string): void => {
    clearTimeout(timer);
    arrangement.set({ filter: text.trim() }, { isTried });
    sayCount();
  };
  const isKept = await new Promise<boolean>((resolve) => {
    box.onDidChangeValue((text) => {
      clearTimeout(timer);
      timer = setTimeout(() => filter(true, text), pause);
    });
    box.onDidAccept(() => resolve(true));
    box.onDidHide(() => resolve(false));
    box.show();
  });
  filter(false, isKept ? box.value : before);
  box.dispose();
}

function countWords({ shown, all }: AppsView["count"]): string {
  return vscode.l10n.t("{0} of {1} apps. To look in one field: {2}", shown, all, `${filterFields.join(":, ")}:`);
}

export async function groupApps({ arrangement }: AppsView): Promise<void> {
  const labels: Readonly<Record<GroupBy, string>> = {
    team: vscode.l10n.t("Team"),
    pipeline: vscode.l10n.t("Pipeline"),
    region: vscode.l10n.t("Region"),
    none: vscode.l10n.t("No groups"),
  };
  const groupBy = await pickOne(groupings, labels, arrangement.value.groupBy, vscode.l10n.t("Group apps by"));
  if (groupBy !== undefined) arrangement.set({ groupBy });
}

export async function sortApps({ arrangement }: AppsView): Promise<void> {
  const labels: Readonly<Record<SortBy, string>> = {
    name: vscode.l10n.t("Name"),
    released: vscode.l10n.t("Last release"),
    created: vscode.l10n.t("Created"),
  };
  const sortBy = await pickOne(sortings, labels, arrangement.value.sortBy, vscode.l10n.t("Sort apps by"));
  if (sortBy !== undefined) arrangement.set({ sortBy });
}

async function pickOne<T extends Arrangement["groupBy"] | Arrangement["sortBy"]>(
  all: readonly T[],
  labels: Readonly<Record<T, string>>,
  now: T,
  title: string,
): Promise<T | undefined> {
  const items = all.map((value) => ({
    label: labels[value],
    value,
    ...(value === now ? { description: vscode.l10n.t("now") } : {}),
  }));
  return (await vscode.window.showQuickPick(items, { title }))?.value;
}
