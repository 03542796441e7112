import path from "node:path";
import * as vscode from "vscode";
import { remoteOfApp } from "../../git/app-of-remote.ts";
import { type CloneOptions, type CloneResult, clone } from "../../git/clone.ts";
import { findGit } from "../../git/program.ts";
import { inspectFolder } from "../../git/repository.ts";
import { gitOfSettings } from "../git-setting.ts";
import type { AppTarget } from "../services.ts";

export type ClonedApp = { readonly folder: string; readonly isEmpty: boolean };

/** Clones an app with the remote `heroku`. Undefined when it was cancelled; git has then removed the folder. */
export async function cloneApp(
  { app, session }: AppTarget,
  { parent, name }: { readonly parent: string; readonly name: string },
): Promise<ClonedApp | undefined> {
  const git = await findGit({ preferred: gitOfSettings() });
  const title = vscode.l10n.t("Importing {0}", app.name);
  const url = remoteOfApp(app.name, session.gitUrl);
  const end = await cloneUnderNotice(title, { git, url, parent, name, token: session.token });
  if (end.kind === "cancelled") return undefined;
  if (end.kind !== "cloned") throw new Error(vscode.l10n.t("{0} could not be imported: {1}", app.name, end.message));
  const folder = path.join(parent, name);
  const state = await inspectFolder(git, folder);
  return { folder, isEmpty: state.kind === "repository" && state.head.kind === "no-commits" };
}

/** Clones under a notification with *Cancel*. */
export async function cloneUnderNotice(title: string, options: CloneOptions): Promise<CloneResult> {
  const notice = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(notice, async (progress, cancellation) => {
    const abort = new AbortController();
    const listener = cancellation.onCancellationRequested(() => abort.abort());
    try {
      return await clone({ ...options, signal: abort.signal, onProgress: (message) => progress.report({ message }) });
    } finally {
      listener.dispose();
    }
  });
}
