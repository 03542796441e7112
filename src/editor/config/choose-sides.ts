import * as vscode from "vscode";
import { maskValue } from "../../dotenv/mask.ts";
import type { Conflict } from "../../dotenv/merge.ts";
import { pickWithReveal } from "./pick-with-reveal.ts";
import type { Side } from "./save-config.ts";
import { inOneLine } from "./value-words.ts";

/** Key after key: what it was, what it is now, and what this window wants. Undefined when the person declines. */
export async function chooseSides(
  app: string,
  conflicts: readonly Conflict[],
): Promise<ReadonlyMap<string, Side> | undefined> {
  const sides = new Map<string, Side>();
  for (const [index, conflict] of conflicts.entries()) {
    const side = await chooseSide(app, conflict, `${index + 1}/${conflicts.length}`);
    if (side === undefined) return undefined;
    sides.set(conflict.key, side);
  }
  return sides;
}

interface SideItem extends vscode.QuickPickItem {
  readonly side?: Side;
}

async function chooseSide(app: string, { key, base, ours, theirs }: Conflict, place: string) {
  const [chosen] =
    (await pickWithReveal<SideItem>({
      title: vscode.l10n.t("{0} was changed here and on {1} ({2})", key, app, place),
      placeholder: vscode.l10n.t("Choose the value to keep"),
      items: (isRevealed) => {
        const words = (value: string | undefined): string => sideWords(value, isRevealed);
        return [
          {
            side: "ours",
            label: vscode.l10n.t("Keep yours"),
            description: words(ours),
            iconPath: new vscode.ThemeIcon("account"),
          },
          {
            side: "theirs",
            label: vscode.l10n.t("Keep theirs"),
            description: words(theirs),
            detail: vscode.l10n.t("What {0} has now. Before both changes: {1}", app, words(base)),
            iconPath: new vscode.ThemeIcon("cloud"),
          },
        ];
      },
    })) ?? [];
  return chosen?.side;
}

function sideWords(value: string | undefined, isRevealed: boolean): string {
  if (value === undefined) return vscode.l10n.t("not set");
  return isRevealed ? inOneLine(value) : maskValue(value);
}
