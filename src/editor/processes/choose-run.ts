import * as vscode from "vscode";
import { dollars, monthlyPrice } from "../../advice/dyno-prices.ts";
import { findSize, type SizeFacts, sizeWords } from "../../advice/dyno-sizes.ts";
import { priceWords } from "../../advice/scale-words.ts";
import type { OneOffRun } from "../../heroku/resources/dynos.ts";
import { askPick, askText, back } from "../steps.ts";
import { onHeroku } from "./price-label.ts";
import { assignmentIn, complaintAboutAssignment } from "./run-config-var.ts";
import type { ScaleDraft } from "./scale-draft.ts";

interface RunItem extends vscode.QuickPickItem {
  readonly size?: string;
}

/** Of which size the dyno is, and which config vars it has for this run beside the app's. */
export async function chooseRun(app: string, draft: ScaleDraft): Promise<Omit<OneOffRun, "command"> | undefined> {
  const title = vscode.l10n.t("Run a one-off dyno on {0}", app);
  const sizes = sizesOf(draft);
  const usual = usualSize(draft);
  let env: Readonly<Record<string, string>> = {};
  for (;;) {
    const items = [...sizes.map((size) => sizeItem(size, draft)), ...configItems(Object.keys(env))];
    const chosen = await askPick<RunItem>(
      { title },
      {
        placeholder: vscode.l10n.t("Choose a size"),
        items,
        active: ({ size }) => size?.toLowerCase() === usual.toLowerCase(),
      },
    );
    if (chosen === undefined || chosen === back) return undefined;
    if (chosen.size !== undefined) return { size: chosen.size, env };
    const added = await askForConfigVar(title);
    if (added === undefined) return undefined;
    if (added !== back) env = { ...env, ...added };
  }
}

async function askForConfigVar(title: string): Promise<Record<string, string> | typeof back | undefined> {
  const answer = await askText(
    { title, canGoBack: true },
    {
      prompt: vscode.l10n.t("A config var for this run only: KEY=value. Nothing of it is kept."),
      complaint: (text) => (text === "" ? undefined : complaintAboutAssignment(text)),
    },
  );
  return typeof answer === "string" ? assignmentIn(answer) : answer;
}

/** A one-off dyno is of the tier of the app's others. */
function sizesOf(draft: ScaleDraft): readonly SizeFacts[] {
  const tier = findSize(usualSize(draft), draft.sizes)?.tier;
  return [...draft.sizes.values()].filter((size) => tier === undefined || size.tier === tier);
}

function usualSize({ before }: ScaleDraft): string {
  return (before.find(({ quantity }) => quantity > 0) ?? before[0])?.size ?? "Basic";
}

function sizeItem(size: SizeFacts, draft: ScaleDraft): RunItem {
  const detail = onHeroku(pricePerHour(size.name, draft), draft);
  return { label: size.name, description: sizeWords(size), detail, size: size.name };
}

function configItems(keys: readonly string[]): readonly RunItem[] {
  return [
    { label: "", kind: vscode.QuickPickItemKind.Separator },
    {
      label: vscode.l10n.t("Config Vars for This Run…"),
      iconPath: new vscode.ThemeIcon("key"),
      description: keys.length === 0 ? vscode.l10n.t("none beside the app's") : keys.join(", "),
    },
  ];
}

/** Heroku counts seconds; its own figures take 720 hours for a month. */
function pricePerHour(size: string, { sizes }: ScaleDraft): string {
  const month = monthlyPrice(size, 1, sizes);
  if (month === undefined) return priceWords({ quantity: 1, size }, sizes);
  const hour = month / 720;
  return vscode.l10n.t("{0} an hour", hour < 1 ? `$${hour.toFixed(3)}` : dollars(Math.round(hour * 100) / 100));
}
