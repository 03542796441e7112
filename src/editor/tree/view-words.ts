import * as vscode from "vscode";
import { explainInLine, troubleOf } from "../explanation.ts";
import type { ContextKeys } from "../identifiers.ts";
import type { Session, SessionState } from "../services.ts";
import type { SignedInTree } from "./apps-provider.ts";
import type { AppsTree } from "./apps-tree.ts";
import { staleness } from "./look.ts";

export function sessionWord(state: SessionState): ContextKeys["herokuWorkbench.session"] {
  return state.kind === "signed-out" ? (state.cause ?? "signed-out") : state.kind;
}

export function listWord(current: SignedInTree | undefined): ContextKeys["herokuWorkbench.appList"] {
  const state = current?.tree.list.state;
  if (state === undefined || state.kind === "unloaded") return "loading";
  if (state.kind === "failed") return troubleOf(state.problem);
  if (state.value.length > 0) return "some";
  // Whether there still is none nobody knows.
  if (state.problem !== undefined) return troubleOf(state.problem);
  return current?.session.isSandbox ? "empty-sandbox" : "empty";
}

/** Beside the view's title: whose apps these are. */
export function sessionWords({ isSandbox, account }: Session): string {
  return isSandbox ? vscode.l10n.t("local sandbox") : account.email;
}

/**
 * Above the rows: why what is shown is old, or that it is all of the sandbox. Without rows nothing: VS Code would
 * leave out the welcome text, which says what to do.
 */
export function messageWords(session: Session, { list }: AppsTree): string {
  const { state } = list;
  if (state.kind !== "ready" || state.value.length === 0) return "";
  if (state.problem !== undefined)
    return `${explainInLine(state.problem)} ${vscode.l10n.t("Shown {0}.", staleness(state))}`;
  // Beside a single view there is hardly room for its description, and this must not be overlooked.
  return session.isSandbox ? vscode.l10n.t("Local sandbox on this computer") : "";
}
