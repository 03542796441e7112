import * as vscode from "vscode";
import { writeConfigLine } from "../../dotenv/config-document.ts";
import type { ConfigVars } from "../../dotenv/diff.ts";
import { comparedScheme } from "./schemes.ts";

export interface Compared {
  readonly name: string;
  readonly vars: ConfigVars;
}

/** Config vars side by side in VS Code's diff editor: names and whether they differ, and values only when revealed. */
export interface Differences {
  show(left: Compared, right: Compared): Promise<void>;
  /** The text of one side; empty once its editor was closed. */
  textOf(uri: vscode.Uri): string;
  /** Shows the values of a pair, or hides them again. */
  toggle(uri: vscode.Uri): void;
  forget(uri: vscode.Uri): void;
}

interface Side extends Compared {
  readonly other: Compared;
  readonly pair: number;
}

export function createDifferences(changed: (uri: vscode.Uri) => void): Differences {
  const sides = new Map<string, Side>();
  const revealed = new Set<number>();
  let last = 0;
  const keep = (side: Side, place: "left" | "right"): vscode.Uri => {
    const uri = vscode.Uri.from({
      scheme: comparedScheme,
      // No name of a .env file: its language would mask the words.
      path: `/${side.pair}-${place}/${side.name} config vars`,
    });
    sides.set(uri.toString(), side);
    return uri;
  };
  return {
    async show(left, right) {
      last += 1;
      const original = keep({ ...left, other: right, pair: last }, "left");
      const modified = keep({ ...right, other: left, pair: last }, "right");
      await vscode.commands.executeCommand("vscode.diff", original, modified, `${left.name} ↔ ${right.name}`);
    },
    textOf(uri) {
      const side = sides.get(uri.toString());
      return side === undefined ? "" : textOf(side, revealed.has(side.pair));
    },
    toggle(uri) {
      const pair = sides.get(uri.toString())?.pair;
      if (pair === undefined) return;
      if (!revealed.delete(pair)) revealed.add(pair);
      for (const [it, side] of sides) if (side.pair === pair) changed(vscode.Uri.parse(it));
    },
    forget: (uri) => void sides.delete(uri.toString()),
  };
}

function textOf({ vars, other }: Side, isRevealed: boolean): string {
  const lines = [...vars]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) =>
      isRevealed ? writeConfigLine(key, value) : `${key}=••••••••  ${wordOf(value, other.vars.get(key), other.name)}`,
    );
  return `${lines.join("\n")}\n`;
}

function wordOf(value: string, others: string | undefined, name: string): string {
  if (others === undefined) return vscode.l10n.t("not in {0}", name);
  return value === others ? vscode.l10n.t("same") : vscode.l10n.t("differs from {0}", name);
}
