import * as vscode from "vscode";
import type { Disposables } from "../disposables.ts";
import { explainInLine } from "../explanation.ts";
import { showError } from "../messages.ts";
import { askAboutDraft } from "./ask-about-draft.ts";
import type { ConfigFiles } from "./config-files.ts";
import type { ConfigRoom } from "./config-room.ts";
import { configScheme } from "./schemes.ts";

/** A save by hand, the last editor that closes, and the moments in which others may have changed something. */
export function followEditors({ services }: ConfigRoom, files: ConfigFiles, store: Disposables): void {
  const report = (work: Promise<unknown>): void => void work.catch((error: unknown) => showError(services, error));
  const byHand = new Set<string>();
  store.add(
    vscode.workspace.onWillSaveTextDocument(({ document: { uri }, reason }) => {
      if (uri.scheme !== configScheme || files.isOwnSave(uri)) return;
      if (reason === vscode.TextDocumentSaveReason.Manual) byHand.add(uri.toString());
    }),
  );
  store.add(
    vscode.workspace.onDidSaveTextDocument(({ uri }) => {
      if (byHand.delete(uri.toString())) report(files.save(uri));
    }),
  );
  store.add(
    vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
      for (const { input } of closed) {
        if (input instanceof vscode.TabInputText && input.uri.scheme === configScheme) report(settle(input.uri, files));
      }
    }),
  );
  // Nobody asked: a save says what is wrong.
  const look = (): void => void files.lookAgain().catch((error: unknown) => services.log.debug(explainInLine(error)));
  store.add(vscode.window.onDidChangeActiveTextEditor((it) => it?.document.uri.scheme === configScheme && look()));
  store.add(vscode.window.onDidChangeWindowState(({ focused }) => focused && look()));
  store.add(services.apps.onDidRefresh(look));
}

/** The values of a document go with its last editor. */
async function settle(uri: vscode.Uri, files: ConfigFiles): Promise<void> {
  if (isShown(uri)) return;
  if (files.isDraft(uri) && (await askAboutDraft(uri, files)) === "kept") return;
  if (!isShown(uri)) files.forget(uri);
}

function isShown(uri: vscode.Uri): boolean {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString());
}
