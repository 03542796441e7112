import { access, readdir } from "node:fs/promises";
import path from "node:path";

/** Folders up to two levels below that are the root of a repository of their own, by name. */
export async function nestedRepositories(folder: string, depth = 2): Promise<string[]> {
  if (depth === 0) return [];
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const children = entries.filter((entry) => entry.isDirectory() && !isUninteresting(entry.name));
  const found = await Promise.all(children.map(({ name }) => repositoriesAt(path.join(folder, name), depth)));
  return found.flat().sort();
}

async function repositoriesAt(folder: string, depth: number): Promise<string[]> {
  return (await isRepository(folder)) ? [folder] : nestedRepositories(folder, depth - 1);
}

function isUninteresting(name: string): boolean {
  return name.startsWith(".") || name === "node_modules" || name === "vendor";
}

/** `.git` is a file in worktrees and submodules. */
function isRepository(folder: string): Promise<boolean> {
  return access(path.join(folder, ".git")).then(
    () => true,
    () => false,
  );
}
