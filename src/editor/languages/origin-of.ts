import * as vscode from "vscode";
import { findGit } from "../../git/program.ts";
import { listRemotes } from "../../git/remotes.ts";
import { gitHubUrl } from "../../manifest/deploy-button.ts";
import { gitOfSettings } from "../git-setting.ts";

/** The page of the GitHub repository that a folder comes from, `origin` first; undefined when git knows of none. */
export async function originOf(folder: vscode.Uri | undefined): Promise<string | undefined> {
  if (folder?.scheme !== "file" || !vscode.workspace.isTrusted) return undefined;
  try {
    const remotes = await listRemotes(await findGit({ preferred: gitOfSettings() }), folder.fsPath);
    const sorted = remotes.toSorted((a, b) => Number(b.name === "origin") - Number(a.name === "origin"));
    return sorted.map(({ url }) => gitHubUrl(url)).find((url) => url !== undefined);
  } catch {
    return undefined;
  }
}
