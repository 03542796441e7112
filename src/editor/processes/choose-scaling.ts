import * as vscode from "vscode";
import { findSize, type SizeFacts, sizeWords } from "../../advice/dyno-sizes.ts";
import { mostDynos } from "../../advice/scale-rules.ts";
import { dynosChange, dynosWords, type Entry, priceChange, priceWords } from "../../advice/scale-words.ts";
import { askPick, askText, back } from "../steps.ts";
import { onHeroku } from "./price-label.ts";
import { complaintAboutQuantity } from "./quantity.ts";
import { changesOf, newProblems, type ScaleDraft, withEntry } from "./scale-draft.ts";

/** How many dynos of which size one process type shall have; what that does to the price is said while choosing. */
export async function chooseScaling(
  app: string,
  draft: ScaleDraft,
  { type, hasBack }: { type: string; hasBack: boolean },
): Promise<ScaleDraft | typeof back | undefined> {
  const title = vscode.l10n.t("Scale {0} of {1}", type, app);
  let entry = entryIn(draft.after, type);
  for (;;) {
    const quantity = await askForQuantity(title, draft, entry, hasBack);
    if (typeof quantity !== "number") return quantity;
    entry = { ...entry, quantity };
    const size = await askForSize(title, draft, entry);
    if (size === undefined) return undefined;
    if (size !== back) return withEntry(draft, { ...entry, size });
  }
}

async function askForQuantity(
  title: string,
  draft: ScaleDraft,
  entry: Entry,
  hasBack: boolean,
): Promise<number | typeof back | undefined> {
  const place = { title, canGoBack: hasBack, step: 1, totalSteps: 2 };
  const answer = await askText(place, {
    prompt: vscode.l10n.t("How many dynos, 0 to {0}? {1}", mostDynos, wordsNow(draft, entry)),
    value: String(entry.quantity),
    complaint: complaintAboutQuantity,
    note: (text) => wordsAbout(text, draft, entry),
  });
  return typeof answer === "string" ? Number(answer.trim()) : answer;
}

function wordsNow({ before, sizes, isSandbox }: ScaleDraft, { type }: Entry): string {
  const now = entryIn(before, type);
  return vscode.l10n.t("Now {0}. {1}.", dynosWords(now), onHeroku(priceWords(now, sizes), { isSandbox }));
}

/** What the number does to the price, or what stops; nothing as long as it is the same. */
function wordsAbout(text: string, draft: ScaleDraft, entry: Entry): vscode.InputBoxValidationMessage | undefined {
  const from = entryIn(draft.before, entry.type);
  const to = { ...entry, quantity: Number(text.trim()) };
  const price = onHeroku(priceChange(from, to, draft.sizes), draft);
  if (to.quantity === from.quantity && to.size === from.size) return undefined;
  const message = `${dynosChange(from, to)}. ${price}.`;
  if (to.quantity > 0) return { message, severity: vscode.InputBoxValidationSeverity.Info };
  const stops =
    entry.type === "web"
      ? vscode.l10n.t("Without a web dyno every visitor gets an error.")
      : vscode.l10n.t("No {0} dyno will run.", entry.type);
  return { message: `${message} ${stops}`, severity: vscode.InputBoxValidationSeverity.Warning };
}

interface SizeItem extends vscode.QuickPickItem {
  readonly refusal?: string | undefined;
}

async function askForSize(title: string, draft: ScaleDraft, entry: Entry): Promise<string | typeof back | undefined> {
  const items = sizeItems(draft, entry);
  const isCurrent = ({ label }: SizeItem): boolean => label.toLowerCase() === entry.size.toLowerCase();
  const active = items.find((item) => isCurrent(item) && !item.refusal) ?? items.find(isAllowed);
  const chosen = await askPick<SizeItem>(
    { title, canGoBack: true, step: 2, totalSteps: 2 },
    {
      placeholder: vscode.l10n.t("Choose a size; Eco and Basic cannot be mixed with others"),
      items,
      active: (item) => item === active,
      refuse: ({ refusal }) => refusal,
    },
  );
  return chosen === undefined || chosen === back ? chosen : chosen.label;
}

function isAllowed({ refusal, kind }: SizeItem): boolean {
  return refusal === undefined && kind !== vscode.QuickPickItemKind.Separator;
}

const headings: Readonly<Record<SizeFacts["tier"], string>> = {
  eco: vscode.l10n.t("To try out"),
  basic: vscode.l10n.t("To try out"),
  production: vscode.l10n.t("For production"),
  fir: vscode.l10n.t("Fir generation"),
  private: vscode.l10n.t("In a Private Space"),
  shield: vscode.l10n.t("In a Shield Space"),
};

/** Those that the app may have, and the one it has if that is not among them. */
function sizeItems(draft: ScaleDraft, entry: Entry): readonly SizeItem[] {
  const current = findSize(entry.size, draft.sizes);
  const listed = [...draft.sizes.values()];
  const sizes = current && !draft.sizes.has(entry.size.toLowerCase()) ? [current, ...listed] : listed;
  let heading = "";
  return sizes.flatMap((size) => {
    const item = sizeItem(size, draft, entry);
    if (headings[size.tier] === heading) return [item];
    heading = headings[size.tier];
    return [{ label: heading, kind: vscode.QuickPickItemKind.Separator }, item];
  });
}

function sizeItem(size: SizeFacts, draft: ScaleDraft, entry: Entry): SizeItem {
  const next = withEntry(draft, { ...entry, size: size.name });
  const problem = newProblems(next).find(({ type }) => type === undefined || type === entry.type);
  const isNow = entryIn(draft.before, entry.type).size.toLowerCase() === size.name.toLowerCase();
  const facts = [sizeWords(size), isNow ? vscode.l10n.t("as now") : ""];
  const refusal = draft.isSandbox || problem?.mayBeRaised ? undefined : problem?.text;
  const consequences = [priceOf(next, draft, entry.type), followers(next, draft, entry.type), problem?.text ?? ""];
  return {
    label: size.name,
    description: facts.filter(Boolean).join(" · "),
    detail: refusal ?? consequences.filter(Boolean).join(" "),
    refusal,
  };
}

function priceOf(next: ScaleDraft, draft: ScaleDraft, type: string): string {
  const [from, to] = [entryIn(draft.before, type), entryIn(next.after, type)];
  return `${onHeroku(priceChange(from, to, draft.sizes), draft)}.`;
}

/** Types that cannot stay as they are beside the new size. */
function followers(next: ScaleDraft, draft: ScaleDraft, type: string): string {
  const before = new Map(changesOf(draft).map((change) => [change.type, change.to.size]));
  const others = changesOf(next).filter(
    ({ type: other, from, to }) => other !== type && to.size !== (before.get(other) ?? from.size),
  );
  if (others.length === 0) return "";
  const names = others.map(({ type: other }) => other).join(", ");
  return vscode.l10n.t("Changes {0} too.", names);
}

function entryIn(entries: readonly Entry[], type: string): Entry {
  return entries.find((entry) => entry.type === type) ?? { type, quantity: 0, size: "Basic" };
}
