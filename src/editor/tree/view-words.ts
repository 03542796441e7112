import * as vscode from "vscode";
import { sessionNotes } from "../account/session-notes.ts";
import { explainInLine, troubleOf } from "../explanation.ts";
import type { ContextKeys } from "../identifiers.ts";
import type { Session, SessionState } from "../services.ts";
import type { Forest, SignedInTree } from "./forest.ts";
import { staleness } from "./row-look.ts";

export function sessionWord(state: SessionState): ContextKeys["herokuWorkbench.session"] {
  return state.kind === "signed-out" ? (state.cause ?? "signed-out") : state.kind;
}

/** With several accounts there are always rows: each account has its own. */
export function listWord(trees: readonly SignedInTree[], { count, roots }: Forest): ListWord {
  const [first] = trees;
  const state = first?.tree.list.state;
  if (first === undefined || state === undefined) return "loading";
  if (roots.length > 0) return "some";
  if (state.kind === "unloaded") return "loading";
  if (state.kind === "failed") return troubleOf(state.problem);
  if (count.all > 0) return "filtered";
  // Whether there still is none nobody knows.
  if (state.problem !== undefined) return troubleOf(state.problem);
  return first.session.isSandbox ? "empty-sandbox" : "empty";
}

type ListWord = ContextKeys["herokuWorkbench.appList"];

/** Beside the view's title: whose apps these are. */
export function sessionsWords(sessions: readonly Session[]): string {
  const [first] = sessions;
  if (first === undefined) return "";
  if (sessions.length > 1) return vscode.l10n.t("{0} accounts", sessions.length);
  const name = first.isSandbox ? vscode.l10n.t("local sandbox") : first.account.email;
  return [name, ...sessionNotes(first)].join(" · ");
}

/**
 * Above the rows: what is left out, why what is shown is old, or that it is all of the sandbox. Without rows nothing:
 * VS Code would leave out the welcome text, which says what to do.
 */
export function messageWords(trees: readonly SignedInTree[], { count, roots }: Forest, filter: string): string {
  const [first] = trees;
  if (first === undefined || roots.length === 0) return "";
  const shown = filter === "" ? "" : vscode.l10n.t("Filter: {0} ({1} of {2} apps)", filter, count.shown, count.all);
  return [shown, trees.length === 1 ? stateWords(first) : ""].filter(Boolean).join(" · ");
}

function stateWords({ session, tree: { list, pipelines } }: SignedInTree): string {
  const { state } = list;
  if (state.kind === "ready" && state.problem !== undefined)
    return `${explainInLine(state.problem)} ${vscode.l10n.t("Shown {0}.", staleness(state))}`;
  if (pipelines.state.kind === "failed")
    return vscode.l10n.t("Pipelines could not be loaded: {0}", explainInLine(pipelines.state.problem));
  // Beside a single view there is hardly room for its description, and this must not be overlooked.
  return session.isSandbox ? vscode.l10n.t("Local sandbox on this computer") : "";
}

/** On the view's icon: apps with crashed dynos, of those that have been looked at. */
export function crashBadge(trees: readonly SignedInTree[]): vscode.ViewBadge | undefined {
  const crashed = trees
    .flatMap(({ tree }) => [...tree.looked])
    .filter(({ dynos: { state } }) => state.kind === "ready" && state.value.some((dyno) => dyno.state === "crashed"))
    .map(({ app }) => app.name);
  if (crashed.length === 0) return undefined;
  return { value: crashed.length, tooltip: vscode.l10n.t("Crashed dynos: {0}", crashed.join(", ")) };
}
