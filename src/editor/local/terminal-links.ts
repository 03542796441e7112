import { stat } from "node:fs/promises";
import path from "node:path";
import * as vscode from "vscode";
import type { LocalProcfile } from "./local-runs.ts";
import { foldersOf, type OutputPlace, placesIn, typeOfLine } from "./output-places.ts";

interface FileLink extends vscode.TerminalLink {
  readonly file: string;
  readonly place: OutputPlace;
}

/** VS Code finds files relative to the folder of a terminal; these are the ones of processes that enter another. */
export function createTerminalLinks(
  procfileOf: (terminal: vscode.Terminal) => LocalProcfile | undefined,
): vscode.TerminalLinkProvider<FileLink> {
  return {
    async provideTerminalLinks({ terminal, line }) {
      const procfile = procfileOf(terminal);
      const type = typeOfLine(line);
      const command = procfile?.processes.find((it) => it.type === type)?.command;
      const folders = command === undefined ? [] : foldersOf(command);
      if (procfile === undefined || folders.length === 0) return [];
      return (await Promise.all(placesIn(line).map((place) => linkTo(place, procfile.root, folders)))).flat();
    },
    async handleTerminalLink({ file, place: { line = 1, column = 1 } }) {
      const at = new vscode.Position(Math.max(0, line - 1), Math.max(0, column - 1));
      await vscode.window.showTextDocument(vscode.Uri.file(file), { selection: new vscode.Range(at, at) });
    },
  };
}

async function linkTo(place: OutputPlace, root: string, folders: readonly string[]): Promise<FileLink[]> {
  if (await isFile(path.resolve(root, place.path))) return [];
  for (const folder of folders) {
    const file = path.resolve(root, folder, place.path);
    if (await isFile(file)) return [{ startIndex: place.start, length: place.length, file, place }];
  }
  return [];
}

async function isFile(file: string): Promise<boolean> {
  return stat(file).then(
    (stats) => stats.isFile(),
    () => false,
  );
}
