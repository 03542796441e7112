import type * as vscode from "vscode";
import type { ContextKeyWriter } from "../context-keys.ts";
import { explainInLine } from "../explanation.ts";
import type { Sessions } from "../services.ts";
import type { AppsTree } from "./apps-tree.ts";
import type { ArrangementStore } from "./arrangement-store.ts";
import type { Forest, SignedInTree } from "./forest.ts";
import type { AnyNode } from "./nodes.ts";
import { crashBadge, listWord, messageWords, sessionsWords, sessionWord } from "./view-words.ts";

export interface ViewHeadOptions {
  readonly view: vscode.TreeView<AnyNode>;
  readonly trees: { readonly all: readonly SignedInTree[] };
  readonly forest: Forest;
  readonly sessions: Sessions;
  readonly arrangement: ArrangementStore;
  readonly contextKeys: ContextKeyWriter;
  readonly log: vscode.LogOutputChannel;
}

/** What stands round the rows: title, message, badge, and the context keys that choose the welcome text and the actions. */
export function createViewHead(options: ViewHeadOptions): { update(): void } {
  const { view, trees, forest, sessions, arrangement, contextKeys } = options;
  const noteProblem = problemLog(options.log);
  return {
    update() {
      const { filter } = arrangement.value;
      contextKeys.set("herokuWorkbench.session", trees.all.length > 0 ? "signed-in" : sessionWord(sessions.state));
      contextKeys.set("herokuWorkbench.appList", listWord(trees.all, forest));
      contextKeys.set("herokuWorkbench.filter", filter === "" ? "off" : "on");
      setIfOther(view, "description", sessionsWords(sessions.all));
      setIfOther(view, "message", messageWords(trees.all, forest, filter));
      const badge = crashBadge(trees.all);
      if (badge?.tooltip !== view.badge?.tooltip) view.badge = badge;
      for (const { tree } of trees.all) noteProblem(tree);
    },
  };
}

/** Why the list of apps could not be had, the last time. */
export function problemOf({ list: { state } }: AppsTree): unknown {
  return state.kind === "unloaded" ? undefined : state.problem;
}

/** Each write crosses to the window. */
function setIfOther(view: vscode.TreeView<AnyNode>, what: "description" | "message", text: string): void {
  if ((view[what] ?? "") !== text) view[what] = text;
}

/** The view has room for the kind of a problem; its words are in the log, once. */
function problemLog(log: vscode.LogOutputChannel): (tree: AppsTree) => void {
  const noted = new WeakMap<AppsTree, string>();
  return (tree) => {
    const problem = problemOf(tree);
    const words = problem === undefined ? "" : explainInLine(problem);
    if (words !== "" && words !== noted.get(tree)) log.warn(`The list of apps could not be had: ${words}`);
    noted.set(tree, words);
  };
}
