import type { Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import type { Breath } from "../breath.ts";
import type { Bounds } from "../world.ts";
import { foreignFolders } from "./listing.ts";

export interface WalkOptions {
  readonly bounds: Pick<Bounds, "files" | "depth">;
  readonly breath: Breath;
}

/**
 * Adds every file below the folder `from` (relative to the root, with slashes) to `files`. Does not go through links to
 * folders. False when a bound was reached or something was passed over.
 */
export async function walk(root: string, from: string, files: Set<string>, options: WalkOptions): Promise<boolean> {
  const folders: Folder[] = [{ file: from, depth: 0 }];
  let complete = true;
  for (const folder of folders) {
    for (const entry of await read(path.join(root, folder.file))) {
      await options.breath();
      if (files.size >= options.bounds.files) return false;
      const file = folder.file === "" ? entry.name : `${folder.file}/${entry.name}`;
      if (entry.isFile()) files.add(file);
      else if (entry.isSymbolicLink()) complete = (await addLink(root, file, files)) && complete;
      else if (!entry.isDirectory() || foreignFolders.has(entry.name)) continue;
      else if (folder.depth + 1 < options.bounds.depth) folders.push({ file, depth: folder.depth + 1 });
      else complete = false;
    }
  }
  return complete;
}

/** Adds a link to a file. False for a link to a folder: it may lead round in a circle, or out of the project. */
export async function addLink(root: string, file: string, files: Set<string>): Promise<boolean> {
  try {
    const target = await stat(path.join(root, file));
    if (target.isFile()) files.add(file);
    return !target.isDirectory();
  } catch {
    // It leads nowhere.
    return true;
  }
}

interface Folder {
  readonly file: string;
  readonly depth: number;
}

async function read(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch {
    // A folder that went away, or is not for us.
    return [];
  }
}
