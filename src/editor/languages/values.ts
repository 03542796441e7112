import * as vscode from "vscode";
import type { ContextKeyWriter } from "../context-keys.ts";
import { createDisposables } from "../disposables.ts";
import type { Settings } from "../identifiers.ts";
import { type HiddenValue, hiddenValues, holdsSecrets } from "./hidden-values.ts";
import { isDotenv } from "./our-files.ts";
import { valueMask } from "./value-mask.ts";

/** The values of .env files: dots until someone asks to see them, and again when the file is closed. */
export interface Values extends vscode.Disposable {
  /** Shows all values of the file in the active editor. */
  reveal(): void;
  /** Shows the value at the cursor, as long as the cursor stays in its lines. */
  revealAtCursor(): void;
  mask(): void;
}

export function createValues(contextKeys: ContextKeyWriter): Values {
  const store = createDisposables();
  const mask = store.add(vscode.window.createTextEditorDecorationType(valueMask));
  const revealed = new Set<string>();
  let atCursor: { readonly file: string; readonly key: string } | undefined;

  const shownOf = ({ document, selection }: vscode.TextEditor, value: HiddenValue): boolean => {
    const file = document.uri.toString();
    if (revealed.has(file)) return true;
    return atCursor?.file === file && atCursor.key === value.key && isAt(value, selection.active.line);
  };
  const draw = (editor: vscode.TextEditor): void => {
    const hidden = isMasked(editor.document)
      ? hiddenValues(editor.document.getText()).filter((value) => !shownOf(editor, value))
      : [];
    editor.setDecorations(
      mask,
      hidden.map(({ range }) => toRange(range)),
    );
  };
  const drawAll = (): void => {
    for (const editor of vscode.window.visibleTextEditors) if (isDotenv(editor.document)) draw(editor);
    contextKeys.set("herokuWorkbench.values", stateOf(vscode.window.activeTextEditor, revealed));
  };
  const forget = (closed: readonly vscode.Uri[]): void => {
    for (const uri of closed) if (!isOpen(uri)) revealed.delete(uri.toString());
    drawAll();
  };

  store.add(vscode.window.onDidChangeVisibleTextEditors(drawAll));
  store.add(vscode.window.onDidChangeActiveTextEditor(drawAll));
  store.add(vscode.workspace.onDidChangeTextDocument(({ document }) => isDotenv(document) && drawAll()));
  store.add(vscode.workspace.onDidChangeConfiguration((it) => it.affectsConfiguration(setting) && drawAll()));
  store.add(vscode.window.tabGroups.onDidChangeTabs(({ closed }) => forget(closed.flatMap(urisOf))));
  store.add(
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (atCursor === undefined || textEditor !== vscode.window.activeTextEditor) return;
      if (valueAtCursor(textEditor)?.key !== atCursor.key) atCursor = undefined;
      draw(textEditor);
    }),
  );
  drawAll();

  const inActive = (change: (editor: vscode.TextEditor) => void): void => {
    const editor = vscode.window.activeTextEditor;
    if (editor === undefined || !isDotenv(editor.document)) return;
    change(editor);
    drawAll();
  };
  return {
    reveal: () => inActive(({ document }) => revealed.add(document.uri.toString())),
    revealAtCursor: () =>
      inActive((editor) => {
        const value = valueAtCursor(editor);
        atCursor = value && { file: editor.document.uri.toString(), key: value.key };
      }),
    mask: () =>
      inActive(({ document }) => {
        revealed.delete(document.uri.toString());
        atCursor = undefined;
      }),
    dispose: () => store.dispose(),
  };
}

const setting = "herokuWorkbench.dotenv.maskValues" satisfies keyof Settings;

function isMasked(document: vscode.TextDocument): boolean {
  const { scheme, path } = document.uri;
  return isDotenv(document) && (scheme === "heroku-config" || holdsSecrets(path)) && isSwitchedOn(document);
}

function isSwitchedOn(document: vscode.TextDocument): boolean {
  return vscode.workspace.getConfiguration(undefined, document).get<boolean>(setting, true);
}

function stateOf(editor: vscode.TextEditor | undefined, revealed: ReadonlySet<string>): "masked" | "none" | "revealed" {
  if (editor === undefined || !isMasked(editor.document)) return "none";
  return revealed.has(editor.document.uri.toString()) ? "revealed" : "masked";
}

function valueAtCursor({ document, selection }: vscode.TextEditor): HiddenValue | undefined {
  return hiddenValues(document.getText()).find((value) => isAt(value, selection.active.line));
}

function isAt({ range }: HiddenValue, line: number): boolean {
  return range.start.line <= line && line <= range.end.line;
}

function toRange({ start, end }: HiddenValue["range"]): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

function isOpen(uri: vscode.Uri): boolean {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.flatMap(urisOf).some((open) => open.toString() === uri.toString());
}

function urisOf({ input }: vscode.Tab): vscode.Uri[] {
  if (input instanceof vscode.TabInputText) return [input.uri];
  return input instanceof vscode.TabInputTextDiff ? [input.original, input.modified] : [];
}
