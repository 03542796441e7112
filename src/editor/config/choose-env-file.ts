import path from "node:path";
import * as vscode from "vscode";
import { showDone } from "../messages.ts";
import { type EnvFile, envFilesIn, readEnvFile } from "./env-file.ts";

export interface EnvFileQuestion {
  readonly title: string;
  /** Whether the file will be read only: then it has to be there. */
  readonly mustExist: boolean;
}

/**
 * The file that a command was called on, the only one of the open folder, or the one that the person chooses. What it
 * says on disk counts: with unsaved changes in an editor, undefined and a message.
 */
export async function chooseEnvFile(target: unknown, question: EnvFileQuestion): Promise<EnvFile | undefined> {
  const uri = target instanceof vscode.Uri ? target : await pickFile(question);
  if (uri === undefined) return undefined;
  const name = path.basename(uri.fsPath);
  if (vscode.workspace.textDocuments.some((it) => it.isDirty && it.uri.toString() === uri.toString())) {
    showDone(vscode.l10n.t("{0} has unsaved changes. Save it first.", name));
    return undefined;
  }
  const file = await readEnvFile(uri.fsPath);
  if (/^\s*\{/.test(file.text)) {
    showDone(vscode.l10n.t("{0} is JSON, which only heroku local reads. Write NAME=value lines first.", name));
    return undefined;
  }
  return file;
}

interface FileItem extends vscode.QuickPickItem {
  readonly uri?: vscode.Uri;
}

async function pickFile({ title, mustExist }: EnvFileQuestion): Promise<vscode.Uri | undefined> {
  const items = await itemsOf(mustExist);
  const [only] = items;
  if (items.length === 1 && only?.uri !== undefined) return only.uri;
  const other = { label: vscode.l10n.t("Another file…"), iconPath: new vscode.ThemeIcon("folder-opened") };
  const chosen = items.length === 0 ? other : await vscode.window.showQuickPick<FileItem>([...items, other], { title });
  if (chosen === undefined || ("uri" in chosen && chosen.uri !== undefined))
    return (chosen as FileItem | undefined)?.uri;
  if (!mustExist) return vscode.window.showSaveDialog({ title });
  return (await vscode.window.showOpenDialog({ title }))?.[0];
}

/** `.env` is offered where there is none yet, if it may be made. */
async function itemsOf(mustExist: boolean): Promise<FileItem[]> {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === "file");
  const all = await Promise.all(
    folders.map(async ({ uri, name }) => {
      const found = await envFilesIn(uri.fsPath);
      const isNew = !mustExist && !found.includes(".env");
      return [...(isNew ? [".env"] : []), ...found].map((label, index): FileItem => {
        const facts = [folders.length > 1 ? name : "", isNew && index === 0 ? vscode.l10n.t("new") : ""];
        return {
          label,
          description: facts.filter(Boolean).join(" · "),
          iconPath: new vscode.ThemeIcon("file"),
          uri: vscode.Uri.joinPath(uri, label),
        };
      });
    }),
  );
  return all.flat();
}
