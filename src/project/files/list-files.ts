import type { Breath } from "../breath.ts";
import type { Bounds } from "../world.ts";
import { askGit } from "./ask-git.ts";
import type { Listing } from "./listing.ts";
import { looksLikeDotenv } from "./listing.ts";
import { addLink, walk } from "./walk.ts";

export interface ListOptions {
  readonly bounds: Bounds;
  readonly breath: Breath;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal | undefined;
}

/** The files that git would not ignore; without git, those outside of folders such as `node_modules`. */
export async function listFiles(root: string, options: ListOptions): Promise<Listing> {
  // An ignored folder inside a repository has no file for git.
  return (await listWithGit(root, options)) ?? (await listByWalking(root, options));
}

async function listByWalking(root: string, options: ListOptions): Promise<Listing> {
  const files = new Set<string>();
  const complete = await walk(root, "", files, options);
  return { files, complete, trackedDotenvFiles: undefined };
}

async function listWithGit(root: string, options: ListOptions): Promise<Listing | undefined> {
  const [all, deleted] = await Promise.all([
    askGit(root, ["ls-files", "-c", "-o", "-s", "-z", "--exclude-standard"], options),
    askGit(root, ["ls-files", "-d", "-z"], options),
  ]);
  if (!all || !deleted) return undefined;
  const gone = new Set(deleted.entries);
  const entries = await sort(all.entries, gone, options);
  if (entries.files.size === 0 && entries.folders.length === 0) return undefined;
  const complete = await addOthers(root, entries, options);
  return {
    files: entries.files,
    complete: complete && entries.complete && all.complete && deleted.complete,
    trackedDotenvFiles: entries.trackedDotenvFiles,
  };
}

interface Entries {
  readonly files: Set<string>;
  /** Submodules and repositories inside this one. */
  readonly folders: string[];
  readonly links: string[];
  readonly trackedDotenvFiles: Set<string>;
  complete: boolean;
}

async function sort(lines: readonly string[], gone: ReadonlySet<string>, options: ListOptions): Promise<Entries> {
  const entries: Entries = { files: new Set(), folders: [], links: [], trackedDotenvFiles: new Set(), complete: true };
  for (const line of lines) {
    await options.breath();
    if (entries.files.size >= options.bounds.files) return { ...entries, complete: false };
    add(line, gone, entries);
  }
  return entries;
}

/** `<mode> <object> <stage>\t<file>` for what git tracks, `<file>` or `<folder>/` for what it does not. */
function add(line: string, gone: ReadonlySet<string>, { files, folders, links, trackedDotenvFiles }: Entries): void {
  const tracked = /^(\d{6}) [0-9a-f]{40,64} \d\t/.exec(line);
  const file = tracked ? line.slice(tracked[0].length) : line;
  if (tracked && looksLikeDotenv(file)) trackedDotenvFiles.add(file);
  if (gone.has(file)) return;
  const mode = tracked?.[1];
  if (file.endsWith("/")) folders.push(file.slice(0, -1));
  else if (mode === "160000") folders.push(file);
  else if (mode === "120000") links.push(file);
  else files.add(file);
}

/** Git looks into neither repositories nor links. */
async function addOthers(root: string, { files, folders, links }: Entries, options: ListOptions): Promise<boolean> {
  let complete = true;
  for (const folder of folders) complete = (await walk(root, folder, files, options)) && complete;
  for (const link of links) complete = (await addLink(root, link, files)) && complete;
  return complete;
}
