import * as vscode from "vscode";
import { dynosChange, type Entry, priceChange, totalChange } from "../../advice/scale-words.ts";
import { askPick, back } from "../steps.ts";
import { chooseScaling } from "./choose-scaling.ts";
import { onHeroku } from "./price-label.ts";
import { changesOf, type ScaleDraft, withStep } from "./scale-draft.ts";

interface TypeItem extends vscode.QuickPickItem {
  readonly kindOf: "apply" | "heading" | "type";
}

/** The process types of an app, each to be changed, until the person sends all changes together or gives up. */
export async function chooseTypes(app: string, before: ScaleDraft): Promise<ScaleDraft | undefined> {
  let draft = before;
  for (;;) {
    const items = itemsOf(draft);
    const chosen = await askPick<TypeItem>(
      { title: vscode.l10n.t("Scale {0}", app) },
      {
        placeholder: vscode.l10n.t("Choose a process type"),
        items,
        active: ({ kindOf }) => kindOf === "apply",
        onButton(item, button) {
          draft = withStep(draft, item.label, button === more ? 1 : -1);
          return itemsOf(draft);
        },
      },
    );
    if (chosen === undefined || chosen === back) return undefined;
    if (chosen.kindOf === "apply") return draft;
    const next = await chooseScaling(app, draft, { type: chosen.label, hasBack: true });
    if (next === undefined) return undefined;
    if (next !== back) draft = next;
  }
}

const more: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon("add"),
  tooltip: vscode.l10n.t("One dyno more"),
};
const fewer: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon("remove"),
  tooltip: vscode.l10n.t("One dyno fewer"),
};

function itemsOf(draft: ScaleDraft): readonly TypeItem[] {
  const types = draft.before.map((entry) => typeItem(entry, draft));
  const count = changesOf(draft).length;
  if (count === 0) return types;
  const total = totalChange(draft.before, draft.after, draft.sizes);
  const label = count === 1 ? vscode.l10n.t("Scale 1 process type") : vscode.l10n.t("Scale {0} process types", count);
  const description = total === undefined ? "" : onHeroku(total, draft);
  return [
    ...types,
    { kindOf: "heading", label: "", kind: vscode.QuickPickItemKind.Separator },
    { kindOf: "apply", label, description, iconPath: new vscode.ThemeIcon("check"), alwaysShow: true },
  ];
}

function typeItem(from: Entry, draft: ScaleDraft): TypeItem {
  const to = draft.after.find(({ type }) => type === from.type) ?? from;
  return {
    kindOf: "type",
    label: from.type,
    description: dynosChange(from, to),
    detail: onHeroku(priceChange(from, to, draft.sizes), draft),
    buttons: to.quantity > 0 ? [fewer, more] : [more],
  };
}
