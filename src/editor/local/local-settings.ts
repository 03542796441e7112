import { access } from "node:fs/promises";
import path from "node:path";
import * as vscode from "vscode";
import type { Settings } from "../identifiers.ts";
import type { LocalSettings } from "./start-arguments.ts";

/** The settings for a Procfile, those of its folder first. */
export function localSettings(file: string): LocalSettings {
  const configuration = vscode.workspace.getConfiguration(undefined, vscode.Uri.file(file));
  const read = <K extends keyof Settings>(name: K, otherwise: Settings[K]): Settings[K] =>
    configuration.get<Settings[K]>(name) ?? otherwise;
  return {
    terminals: read("herokuWorkbench.local.terminals", "merged"),
    dialect: read("herokuWorkbench.local.dialect", "workbench"),
    envFiles: read("herokuWorkbench.local.envFiles", []),
    shellFirst: read("herokuWorkbench.local.shellFirst", false),
    keepGoing: read("herokuWorkbench.local.keepGoing", true),
    restart: read("herokuWorkbench.local.restart", "never"),
    router: read("herokuWorkbench.local.router", false),
    basePort: chosen(configuration.inspect<number>("herokuWorkbench.local.basePort")),
  };
}

/** Those of the settings' .env files that are there: one setting serves several Procfiles. */
export async function envFilesOf(root: string, { envFiles }: LocalSettings): Promise<string[]> {
  const files = envFiles.map((file) => path.resolve(root, file));
  const isThere = await Promise.all(
    files.map((file) =>
      access(file)
        .then(() => true)
        .catch(() => false),
    ),
  );
  return files.filter((_, index) => isThere[index]);
}

type Inspected = ReturnType<ReturnType<typeof vscode.workspace.getConfiguration>["inspect"]>;

function chosen(inspected: Inspected): number | undefined {
  const { workspaceFolderValue, workspaceValue, globalValue } = inspected ?? {};
  const value = workspaceFolderValue ?? workspaceValue ?? globalValue;
  return typeof value === "number" ? value : undefined;
}
