import path from "node:path";
import type { Breath } from "./breath.ts";
import { findUses, type Use } from "./config-vars/find-uses.ts";
import { patternOf } from "./config-vars/patterns.ts";
import { foreignFolders } from "./files/listing.ts";
import { findMarks, type Mark } from "./marks.ts";
import { readText } from "./read-text.ts";
import type { Bounds } from "./world.ts";

/** What a source file says; kept so that only changed files are read again. */
export interface SourceNotes {
  readonly uses: readonly Use[];
  readonly marks: readonly Mark[];
  /** UTF-16 units that were read. */
  readonly length: number;
}

export interface ScanOptions {
  readonly bounds: Bounds;
  readonly breath: Breath;
  readonly openText: (file: string) => string | undefined;
}

/**
 * Reads those source files of `files` that `notes` lacks, and forgets those that are gone. False when a bound was
 * reached.
 */
export async function scanSources(
  root: string,
  files: ReadonlySet<string>,
  notes: Map<string, SourceNotes>,
  options: ScanOptions,
): Promise<boolean> {
  for (const file of notes.keys()) if (!files.has(file)) notes.delete(file);
  const sources = await sourceFiles(files, options.breath);
  const wanted = sources.slice(0, options.bounds.sources).filter((file) => !notes.has(file));
  const budget = { left: options.bounds.sourceBytes - lengthOf(notes) };
  const queue = wanted.values();
  await Promise.all(Array.from({ length: readersAtOnce }, () => readAll(root, queue, notes, budget, options)));
  return sources.length <= options.bounds.sources && budget.left > 0;
}

const readersAtOnce = 8;

async function readAll(
  root: string,
  queue: Iterable<string>,
  notes: Map<string, SourceNotes>,
  budget: { left: number },
  { bounds, breath, openText }: ScanOptions,
): Promise<void> {
  for (const file of queue) {
    await breath();
    if (budget.left <= 0) return;
    const text = openText(file) ?? (await readText(path.join(root, file), bounds.sourceFileBytes)) ?? "";
    await breath();
    budget.left -= text.length;
    notes.set(file, { uses: findUses(file, text), marks: findMarks(file, text), length: text.length });
  }
}

async function sourceFiles(files: ReadonlySet<string>, breath: Breath): Promise<string[]> {
  const sources: string[] = [];
  for (const file of files) {
    await breath();
    if (isSource(file)) sources.push(file);
  }
  return sources;
}

/** Written by the people of this project, in a language that we know. */
export function isSource(file: string): boolean {
  if (!patternOf(file)) return false;
  return (
    !file.includes("/") ||
    !file
      .split("/")
      .slice(0, -1)
      .some((folder) => foreignFolders.has(folder))
  );
}

function lengthOf(notes: ReadonlyMap<string, SourceNotes>): number {
  let length = 0;
  for (const { length: one } of notes.values()) length += one;
  return length;
}
