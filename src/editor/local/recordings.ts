import { readdir } from "node:fs/promises";
import path from "node:path";
import type * as vscode from "vscode";

const ending = ".jsonl";

/** Of this workspace, where no commit takes them along. */
export function recordingsFolder({ storageUri, globalStorageUri }: vscode.ExtensionContext): string {
  return path.join((storageUri ?? globalStorageUri).fsPath, "recordings");
}

/** `shop 2026-11-21 10.41.13.jsonl`, named after the folder of the Procfile; local time. */
export function newRecording(procfile: string, now: Date): string {
  const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString();
  return `${path.basename(path.dirname(procfile))} ${local.slice(0, 10)} ${local.slice(11, 19).replaceAll(":", ".")}${ending}`;
}

/** The newest first. */
export async function recordingsIn(folder: string): Promise<readonly string[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(ending));
  const time = (name: string): string => name.slice(-"2026-11-21 10.41.13.jsonl".length);
  const newestFirst = (one: string, other: string): number =>
    time(other).localeCompare(time(one)) || one.localeCompare(other);
  return names.sort(newestFirst).map((name) => path.join(folder, name));
}
