import * as vscode from "vscode";
import type { Disposables } from "../disposables.ts";
import type { SessionState, Sessions } from "../services.ts";
import type { AppsProvider } from "./apps-provider.ts";
import type { SignedInTree } from "./forest.ts";
import { due, watched } from "./polling.ts";
import { createRetry } from "./retry-sign-in.ts";

export interface KeepFreshOptions {
  readonly view: Pick<vscode.TreeView<unknown>, "onDidChangeVisibility" | "visible">;
  readonly sessions: Sessions & { reload(): Promise<SessionState> };
  readonly provider: Pick<AppsProvider, "update">;
  readonly trees: () => readonly SignedInTree[];
  /** Ids of expanded rows. */
  readonly open: ReadonlySet<string>;
  /** An action of ours was just done. */
  readonly isHurried: () => boolean;
  readonly isByPipeline: () => boolean;
}

/** Asks again for what is looked at, when it is time; for nothing while the view is hidden or the window in the back. */
export function keepFresh(options: KeepFreshOptions, disposables: Disposables): void {
  const { view, sessions, provider, trees, open, isHurried, isByPipeline } = options;
  const isTimeToSignIn = createRetry();
  const tick = (): void => {
    if (!view.visible || !vscode.window.state.focused) return;
    if (isTimeToSignIn(sessions.state)) void sessions.reload();
    const looking = { open, isHurried: isHurried(), isByPipeline: isByPipeline() };
    const all = trees().flatMap(({ tree }) => watched(tree, looking));
    for (const { loadable } of due(all, new Date())) void loadable.refresh();
  };
  /** `up · 5 min` is `6 min` a minute later, without a word from the platform. */
  const growOlder = (): void => {
    if (!view.visible) return;
    for (const { tree } of trees()) {
      for (const { node } of tree.looked) if (open.has(node.id)) provider.update(node);
    }
  };
  disposables.add(view.onDidChangeVisibility(tick));
  disposables.add(vscode.window.onDidChangeWindowState(tick));
  disposables.add(every(1000, tick));
  disposables.add(every(30_000, growOlder));
}

function every(milliseconds: number, work: () => void): vscode.Disposable {
  const timer = setInterval(work, milliseconds);
  return { dispose: () => clearInterval(timer) };
}
