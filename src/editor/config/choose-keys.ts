import * as vscode from "vscode";
import type { Owners } from "../../dotenv/config-document.ts";
import { reservedNames } from "../../dotenv/config-var-rules.ts";
import type { ConfigVarsDiff } from "../../dotenv/diff.ts";
import { maskValue } from "../../dotenv/mask.ts";
import { pickWithReveal } from "./pick-with-reveal.ts";
import { inOneLine } from "./value-words.ts";

export interface KeyQuestion {
  readonly title: string;
  readonly placeholder: string;
  /** What would make the target like the source. */
  readonly diff: ConfigVarsDiff;
  /** Of the source; what they set belongs to the app it is set on. */
  readonly owners: Owners;
  /** Only these are ticked at first; without it, what is added. */
  readonly wanted?: ReadonlySet<string> | undefined;
}

/**
 * Which of the differences the person wants. What overwrites, removes, or belongs to an add-on or the platform is not
 * ticked at first. Undefined when they decline.
 */
export async function chooseKeys(question: KeyQuestion): Promise<ConfigVarsDiff | undefined> {
  const rows = rowsOf(question.diff);
  const { owners, wanted } = question;
  const isTicked = ({ key, mark }: Row): boolean =>
    wanted?.has(key) ?? (mark === "add" && !owners.has(key) && reservedNames(key) === undefined);
  const chosen = await pickWithReveal({
    title: question.title,
    placeholder: question.placeholder,
    items: (isRevealed) => rows.map((row) => itemOf(row, owners, isRevealed)),
    picked: new Set(rows.flatMap((row, index) => (isTicked(row) ? [index] : []))),
  });
  if (chosen === undefined) return undefined;
  const keys = new Set(chosen.map(({ label }) => label));
  const { added, changed, removed, unchanged } = question.diff;
  const only = <T extends { readonly key: string }>(all: readonly T[]): T[] => all.filter(({ key }) => keys.has(key));
  return { added: only(added), changed: only(changed), removed: only(removed), unchanged };
}

interface Row {
  readonly key: string;
  readonly mark: "add" | "overwrite" | "remove";
  readonly before?: string;
  readonly after?: string;
}

function rowsOf({ added, changed, removed }: ConfigVarsDiff): Row[] {
  const rows = [
    ...added.map(({ key, value }): Row => ({ key, mark: "add", after: value })),
    ...changed.map(({ key, before, after }): Row => ({ key, mark: "overwrite", before, after })),
    ...removed.map(({ key, value }): Row => ({ key, mark: "remove", before: value })),
  ];
  return rows.sort((a, b) => (a.key < b.key ? -1 : 1));
}

const icons = { add: "diff-added", overwrite: "diff-modified", remove: "diff-removed" } as const;

function itemOf({ key, mark, before, after }: Row, owners: Owners, isRevealed: boolean): vscode.QuickPickItem {
  const owner = owners.get(key);
  const marks = { add: vscode.l10n.t("add"), overwrite: vscode.l10n.t("overwrite"), remove: vscode.l10n.t("remove") };
  const show = (value: string): string => (isRevealed ? inOneLine(value) : maskValue(value));
  const values = [before, after].filter((value) => value !== undefined).map(show);
  const locked = owner === undefined ? "" : vscode.l10n.t("Set by the add-on {0}.", owner);
  const reserved = mark === "remove" ? undefined : reservedNames(key);
  return {
    label: key,
    description: `${marks[mark]} · ${values.join(" → ")}`,
    detail: [locked, reserved].filter(Boolean).join(" "),
    iconPath: new vscode.ThemeIcon(icons[mark]),
  };
}
