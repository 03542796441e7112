import { readFile } from "node:fs/promises";
import path from "node:path";
import * as vscode from "vscode";
import type { Disposables } from "../disposables.ts";
import type { LocalProcfile } from "./local-runs.ts";
import { byPlace, isProcfileName, labelOf, type Place, readProcesses } from "./read-procfile.ts";

export interface Procfiles {
  /** Those that were read last, and those that have gone since, or lost their processes, while a run of them is under way. */
  readonly known: readonly LocalProcfile[];
  /** Searched at the first call, then kept up to date. */
  all(): Promise<readonly LocalProcfile[]>;
}

const pattern = "**/{Procfile,Procfile.*,*.procfile}";
const foreign = "**/{node_modules,bower_components,vendor,.git,.hg,.venv,venv,site-packages}/**";
/** More than a person could tell apart. */
const most = 100;

/** Milliseconds without a new folder after which they are searched. */
const settling = 300;

/** The Procfiles of the open folders. Nothing is searched or watched before someone asks. */
export function createProcfiles(
  disposables: Disposables,
  { changed, isRunning }: { changed: () => void; isRunning: (file: string) => boolean },
): Procfiles {
  let known: readonly LocalProcfile[] = [];
  const gone = new Map<string, LocalProcfile>();
  let first: Promise<unknown> | undefined;
  let latest = 0;
  let finished = 0;
  const read = async (): Promise<void> => {
    latest += 1;
    const own = latest;
    const found = await readAll();
    finished = Math.max(finished, own);
    if (own !== latest || JSON.stringify(found) === JSON.stringify(known)) return;
    for (const one of known) gone.set(one.file, one);
    for (const { file } of found) gone.delete(file);
    known = found;
    changed();
  };
  const all = (): readonly LocalProcfile[] => [...known, ...[...gone.values()].filter(({ file }) => isRunning(file))];
  const watch = (): void => {
    const files = disposables.add(vscode.workspace.createFileSystemWatcher(pattern));
    for (const event of [files.onDidChange, files.onDidCreate, files.onDidDelete]) {
      disposables.add(event(({ fsPath }) => isProcfileName(path.basename(fsPath)) && void read()));
    }
    // Of a folder that comes or goes as a whole, VS Code tells the folder alone.
    const folders = disposables.add(vscode.workspace.createFileSystemWatcher("**", false, true, false));
    let timer: NodeJS.Timeout | undefined;
    disposables.add({ dispose: () => clearTimeout(timer) });
    // What is being read may hold what has gone since.
    const mayHold = (folder: string): boolean => finished < latest || known.some(isIn(folder));
    disposables.add(folders.onDidDelete(({ fsPath }) => mayHold(fsPath) && void read()));
    disposables.add(
      folders.onDidCreate(({ fsPath }) => {
        if (path.basename(fsPath).includes(".")) return;
        clearTimeout(timer);
        timer = setTimeout(() => void read(), settling);
      }),
    );
    disposables.add(vscode.workspace.onDidChangeWorkspaceFolders(() => void read()));
    disposables.add(vscode.workspace.onDidGrantWorkspaceTrust(() => void read()));
  };
  return {
    get known() {
      return all();
    },
    async all() {
      if (first === undefined) {
        watch();
        first = read();
      }
      await first;
      return all();
    },
  };
}

function isIn(folder: string): (procfile: LocalProcfile) => boolean {
  return ({ file }) => file.startsWith(folder + path.sep);
}

/** Of trusted folders on a disk: what a Procfile says is code of whoever made it. */
async function readAll(): Promise<readonly LocalProcfile[]> {
  if (!vscode.workspace.isTrusted) return [];
  const uris = await vscode.workspace.findFiles(pattern, foreign, most);
  const places = uris.flatMap((uri) => placeOf(uri) ?? []).sort(byPlace);
  const isOfSeveral = (vscode.workspace.workspaceFolders?.length ?? 0) > 1;
  const read = await Promise.all(places.map((place) => readOne(place, isOfSeveral)));
  return read.filter(({ processes }) => processes.length > 0);
}

function placeOf(uri: vscode.Uri): Place | undefined {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  if (folder === undefined || uri.scheme !== "file" || !isProcfileName(path.basename(uri.fsPath))) return undefined;
  return { file: uri.fsPath, folder: { name: folder.name, path: folder.uri.fsPath, index: folder.index } };
}

async function readOne(place: Place, isOfSeveral: boolean): Promise<LocalProcfile> {
  const { file } = place;
  // Gone again, or not to be read: as good as empty.
  const text = await readFile(file, "utf8").catch(() => "");
  const label = labelOf(place, isOfSeveral);
  return { file, root: path.dirname(file), label, processes: readProcesses(text) };
}
