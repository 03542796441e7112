import * as vscode from "vscode";
import { type ProcessLine, type ProcfileDocument, parse } from "../../procfile/syntax.ts";

/** A line of a Procfile that is open, or that a lens names. */
export interface ProcessAt {
  /** Absolute path of the Procfile. */
  readonly file: string;
  readonly type: string;
}

/** What a lens gives, else the line at the cursor, else what the person picks. */
export async function processAt(target: unknown, title: string): Promise<ProcessAt | undefined> {
  const document = await documentOf(target);
  if (document === undefined) return undefined;
  if (document.uri.scheme !== "file") {
    void vscode.window.showInformationMessage(vscode.l10n.t("Save the Procfile first: its folder is where it runs."));
    return undefined;
  }
  const procfile = parse(document.getText());
  const line =
    lineOfLens(procfile, target) ?? lineAtCursor(procfile, document, target) ?? (await pick(procfile, title));
  // What runs is what is on the disk.
  if (line === undefined || (document.isDirty && !(await document.save()))) return undefined;
  return { file: document.uri.fsPath, type: line.name.text };
}

/** `{ uri, type }`, as the server's lenses and hovers give it. */
export function asLensTarget(target: unknown): { readonly uri: string; readonly type: string } | undefined {
  if (typeof target !== "object" || target === null || !("uri" in target) || !("type" in target)) return undefined;
  const { uri, type } = target;
  return typeof uri === "string" && typeof type === "string" ? { uri, type } : undefined;
}

/** The Procfile that a command is about. */
export async function documentOf(target: unknown): Promise<vscode.TextDocument | undefined> {
  const lens = asLensTarget(target);
  if (lens) return vscode.workspace.openTextDocument(vscode.Uri.parse(lens.uri));
  const active = vscode.window.activeTextEditor?.document;
  if (active?.languageId === "procfile") return active;
  void vscode.window.showInformationMessage(vscode.l10n.t("Open a Procfile first."));
  return undefined;
}

/** The process type of the lens or of the line at the cursor, if there is one. */
export function typeAt(document: vscode.TextDocument, target: unknown): string | undefined {
  return asLensTarget(target)?.type ?? lineAtCursor(parse(document.getText()), document, target)?.name.text;
}

function lineOfLens(procfile: ProcfileDocument, target: unknown): ProcessLine | undefined {
  const type = asLensTarget(target)?.type;
  // Of a type that comes twice, foreman takes the last line.
  return processesOf(procfile).findLast(({ name }) => name.text === type);
}

function lineAtCursor(
  { lines }: ProcfileDocument,
  document: vscode.TextDocument,
  target: unknown,
): ProcessLine | undefined {
  const editor = vscode.window.activeTextEditor;
  if (asLensTarget(target) || editor?.document !== document) return undefined;
  const line = lines[editor.selection.active.line];
  return line?.kind === "process" ? line : undefined;
}

async function pick(procfile: ProcfileDocument, title: string): Promise<ProcessLine | undefined> {
  const items = processesOf(procfile).map((line) => ({ label: line.name.text, description: line.command.text, line }));
  if (items.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t("This Procfile names no process."));
    return undefined;
  }
  return (await vscode.window.showQuickPick(items, { title }))?.line;
}

function processesOf({ lines }: ProcfileDocument): ProcessLine[] {
  return lines.filter((line) => line.kind === "process");
}
