import { readdir, realpath } from "node:fs/promises";
import os from "node:os";
import path from "node:path";

export interface FindRootOptions {
  /** The folders that are open in the editor: no root lies above the one that holds the document. */
  readonly within?: readonly string[];
}

/**
 * The project that a document belongs to: the nearest folder from its own upwards that holds what a project's root
 * holds (beside the document itself), a Procfile, app.json, .git, package.json … Never the home folder's, the
 * temporary folder's or the file system's root by their own marks. The document's own folder when there is none.
 */
export async function findRoot(document: string, { within = [] }: FindRootOptions = {}): Promise<string> {
  const folder = path.dirname(path.resolve(document));
  const limit = nearestAbove(folder, within);
  const never = await nobodysProject();
  for (const candidate of upwards(folder, limit)) {
    if (candidate !== folder && never.has(candidate)) break;
    if (await isRoot(candidate, candidate === folder ? path.basename(document) : undefined)) return candidate;
  }
  return limit ?? folder;
}

const marks: ReadonlySet<string> = new Set([
  "Procfile",
  "app.json",
  ".git",
  "heroku.yml",
  "project.toml",
  "package.json",
  "Gemfile",
  "requirements.txt",
  "pyproject.toml",
  "Pipfile",
  "manage.py",
  "go.mod",
  "pom.xml",
  "build.gradle",
  "build.gradle.kts",
  "build.sbt",
  "project.clj",
  "composer.json",
  "mix.exs",
  "Cargo.toml",
]);

const maxDepth = 64;

function* upwards(folder: string, limit: string | undefined): Iterable<string> {
  let candidate = folder;
  for (let depth = 0; depth < maxDepth; depth++) {
    yield candidate;
    const parent = path.dirname(candidate);
    if (parent === candidate || candidate === limit) return;
    candidate = parent;
  }
}

async function isRoot(folder: string, document: string | undefined): Promise<boolean> {
  try {
    return (await readdir(folder)).some((name) => marks.has(name) && name !== document);
  } catch {
    // Not for us to read: not ours to root in.
    return false;
  }
}

function nearestAbove(folder: string, within: readonly string[]): string | undefined {
  const above = within.map((open) => path.resolve(open)).filter((open) => isInside(folder, open));
  return above.toSorted((one, other) => other.length - one.length)[0];
}

function isInside(folder: string, open: string): boolean {
  const way = path.relative(open, folder);
  return way === "" || (!path.isAbsolute(way) && way.split(path.sep)[0] !== "..");
}

async function nobodysProject(): Promise<ReadonlySet<string>> {
  const folders = [os.homedir(), os.tmpdir()];
  const real = await Promise.all(folders.map((folder) => realpath(folder).catch(() => folder)));
  return new Set([...folders, ...real, path.parse(process.cwd()).root]);
}
