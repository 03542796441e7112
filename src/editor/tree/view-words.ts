import * as vscode from "vscode";
import { explainInLine } from "../explanation.ts";
import type { ContextKeys } from "../identifiers.ts";
import type { Session, SessionState } from "../services.ts";
import type { AppsTree } from "./apps-tree.ts";
import { staleness } from "./look.ts";

export function listWord(tree: AppsTree | undefined): ContextKeys["herokuWorkbench.appList"] {
  const state = tree?.list.state;
  if (state === undefined || state.kind === "unloaded") return "loading";
  if (state.kind === "failed") return "failed";
  return state.value.length === 0 ? "empty" : "some";
}

/** Beside the view's title: whose apps these are. */
export function sessionWords({ isSandbox, account }: Session): string {
  return isSandbox ? vscode.l10n.t("local sandbox") : account.email;
}

/** Above the rows: why nobody is signed in, or why what is shown is old. Empty when all is well. */
export function messageWords(state: SessionState, tree: AppsTree | undefined): string {
  if (state.kind === "signed-out") return state.reason ?? "";
  const list = tree?.list.state;
  if (list?.kind === "failed") return explainInLine(list.problem);
  if (list?.kind !== "ready" || list.problem === undefined) return "";
  return `${explainInLine(list.problem)} ${vscode.l10n.t("Shown {0}.", staleness(list))}`;
}
