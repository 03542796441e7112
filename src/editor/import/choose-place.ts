import { readdir } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import * as vscode from "vscode";
import { findGit } from "../../git/program.ts";
import { appRemotesOf } from "../../git/remotes.ts";
import { gitOfSettings } from "../git-setting.ts";
import type { AppTarget } from "../services.ts";
import { freeName } from "./free-name.ts";

/** Where a new folder goes: its parent exists, it does not. `open`: it is there already and shall be opened. */
export type Place =
  | { readonly kind: "new"; readonly parent: string; readonly name: string }
  | { readonly kind: "open"; readonly folder: string };

const memory = "herokuWorkbench.import.parent";

/** Asks for the parent folder, the last one first, and what to do where a folder of that name is there. */
export async function choosePlace(
  { globalState }: Pick<vscode.ExtensionContext, "globalState">,
  target: AppTarget,
): Promise<Place | undefined> {
  for (;;) {
    const parent = await chooseParent(startFolder(globalState.get<string>(memory)));
    if (parent === undefined) return undefined;
    await globalState.update(memory, parent);
    const place = await placeIn(parent, target);
    if (place !== "elsewhere") return place;
  }
}

function startFolder(last: string | undefined): string {
  const setting = vscode.workspace.getConfiguration("git").get<string | null>("defaultCloneDirectory");
  return last ?? (setting ? setting.replace(/^~(?=$|[\\/])/, os.homedir()) : os.homedir());
}

async function chooseParent(start: string): Promise<string | undefined> {
  const [folder] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t("Import into"),
      openLabel: vscode.l10n.t("Import Here"),
      canSelectFiles: false,
      canSelectFolders: true,
      canSelectMany: false,
      defaultUri: vscode.Uri.file(start),
    })) ?? [];
  return folder?.fsPath;
}

async function placeIn(parent: string, target: AppTarget): Promise<Place | "elsewhere" | undefined> {
  const { name } = target.app;
  const taken = new Set((await readdir(parent)).map((it) => it.toLowerCase()));
  const folder = path.join(parent, name);
  if (!taken.has(name) || (await isEmptyFolder(folder))) return { kind: "new", parent, name };
  const free = freeName(name, taken);
  const isOurs = await leadsTo(folder, target);
  const items = [
    {
      label: vscode.l10n.t("$(folder-opened) Open the folder that is there"),
      description: folder,
      detail: isOurs
        ? vscode.l10n.t("It is a clone of {0} already", name)
        : vscode.l10n.t("No git remote of it leads to {0}", name),
      place: { kind: "open", folder } as const,
    },
    {
      label: vscode.l10n.t("$(new-folder) Import as {0}", free),
      place: { kind: "new", parent, name: free } as const,
    },
    { label: vscode.l10n.t("$(folder) Choose another folder…"), place: "elsewhere" as const },
  ];
  const title = vscode.l10n.t("Import {0}", name);
  const placeHolder = vscode.l10n.t("There is a folder {0} already", name);
  return (await vscode.window.showQuickPick(items, { title, placeHolder }))?.place;
}

async function isEmptyFolder(folder: string): Promise<boolean> {
  return readdir(folder).then(
    (entries) => entries.length === 0,
    () => false,
  );
}

async function leadsTo(folder: string, { app, session }: AppTarget): Promise<boolean> {
  try {
    const git = await findGit({ preferred: gitOfSettings() });
    return (await appRemotesOf(git, folder, session.gitUrl)).some((remote) => remote.app === app.name);
  } catch {
    return false;
  }
}
