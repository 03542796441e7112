import * as vscode from "vscode";
import type { Disposables } from "../disposables.ts";
import type { SessionState, Sessions } from "../services.ts";
import type { AppsProvider, SignedInTree } from "./apps-provider.ts";
import { due, watched } from "./polling.ts";
import { createRetry } from "./retry-sign-in.ts";

export interface KeepFreshOptions {
  readonly view: Pick<vscode.TreeView<unknown>, "onDidChangeVisibility" | "visible">;
  readonly sessions: Sessions & { reload(): Promise<SessionState> };
  readonly provider: Pick<AppsProvider, "update">;
  readonly current: () => SignedInTree | undefined;
  /** Ids of expanded rows. */
  readonly open: ReadonlySet<string>;
  /** An action of ours was just done. */
  readonly isHurried: () => boolean;
}

/** Asks again for what is looked at, when it is time; for nothing while the view is hidden or the window in the back. */
export function keepFresh(options: KeepFreshOptions, disposables: Disposables): void {
  const { view, sessions, provider, current, open, isHurried } = options;
  const isTimeToSignIn = createRetry();
  const tick = (): void => {
    if (!view.visible || !vscode.window.state.focused) return;
    if (isTimeToSignIn(sessions.state)) void sessions.reload();
    const signedIn = current();
    if (signedIn === undefined) return;
    for (const { loadable } of due(watched(signedIn.tree, open, isHurried()), new Date())) void loadable.refresh();
  };
  /** `up · 5 min` is `6 min` a minute later, without a word from the platform. */
  const growOlder = (): void => {
    if (!view.visible) return;
    for (const app of current()?.tree.nodes ?? []) if (open.has(app.id)) provider.update(app);
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
