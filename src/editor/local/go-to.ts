import * as vscode from "vscode";
import { copy } from "../commands/copy.ts";
import { showDone } from "../messages.ts";
import { type ChosenProcess, chooseProcess } from "./choose-local.ts";
import { isUp } from "./copy-words.ts";
import type { Local } from "./local.ts";
import { asLocalNode } from "./local-nodes.ts";

/** The web page of a process that runs; the local router's where one stands before it. */
export async function openInBrowser(local: Local, target: unknown): Promise<void> {
  const url = await urlOf(local, target, vscode.l10n.t("Open in browser"));
  if (url !== undefined) await vscode.env.openExternal(vscode.Uri.parse(url));
}

export async function copyUrl(local: Local, target: unknown): Promise<void> {
  const url = await urlOf(local, target, vscode.l10n.t("Copy URL"));
  if (url !== undefined) await copy(url, url);
}

/** The line of the Procfile that says what a process is. */
export async function goToLine(local: Local, target: unknown): Promise<void> {
  const node = asLocalNode(target);
  if (node?.kind === "localProcfile") return void (await vscode.window.showTextDocument(vscode.Uri.file(node.file)));
  const chosen = await chooseProcess(local, target, { title: vscode.l10n.t("Go to a line of the Procfile") });
  if (chosen === undefined) return;
  const { procfile, process } = chosen;
  const start = new vscode.Position(process.line, 0);
  await vscode.window.showTextDocument(vscode.Uri.file(procfile.file), { selection: new vscode.Range(start, start) });
}

async function urlOf(local: Local, target: unknown, title: string): Promise<string | undefined> {
  const filter = (chosen: ChosenProcess): boolean => portOf(local, chosen) !== undefined;
  const chosen = await chooseProcess(local, target, { title, filter });
  if (chosen === undefined) return undefined;
  const port = portOf(local, chosen);
  if (port === undefined) showDone(vscode.l10n.t("{0} is not running.", chosen.name));
  return port === undefined ? undefined : `http://localhost:${port}`;
}

function portOf({ runs }: Local, { procfile, process, name }: ChosenProcess): number | undefined {
  const run = runs.runOf(procfile.file);
  const copies = [...(run?.copies.values() ?? [])].filter(isUp);
  const found = copies.find((one) => one.name === name || (one.type === process.type && name === process.type));
  if (found && name === "web" && run?.traffic) return run.traffic.port;
  return found?.port;
}
