import fs from "node:fs/promises";
import path from "node:path";
import * as tar from "tar";
import { BuildFailure, marked } from "./build-failure.ts";
import { largestSource } from "./download.ts";

const mostEntries = 500_000;

/**
 * Unpacks a tar.gz into a new folder. The whole archive is looked at first: one with a path or a link that leads
 * outside is refused. A single folder at the top, as in GitHub's archives, is taken off.
 */
export async function unpackArchive(file: string, folder: string): Promise<void> {
  await inspect(file);
  await fs.mkdir(folder, { recursive: true });
  await tar.extract({ file, cwd: folder, preserveOwner: false });
  await takeOffTopFolder(folder);
}

async function inspect(file: string): Promise<void> {
  let bytes = 0;
  let entries = 0;
  const problems: string[] = [];
  const onReadEntry = (entry: tar.ReadEntry) => {
    bytes += entry.size;
    entries += 1;
    const problem = problemOf(entry);
    if (problem) problems.push(problem);
  };
  await tar.list({ file, strict: true, onReadEntry }).catch(() => problems.unshift("is no complete tar.gz"));
  if (entries === 0) problems.push("is empty");
  if (bytes > largestSource || entries > mostEntries)
    problems.push("is larger than 1 GB or 500 000 files when unpacked");
  if (problems[0]) throw new BuildFailure(marked(`The source archive ${problems[0]}.`));
}

function problemOf({ path: name, type, linkpath = "" }: tar.ReadEntry): string | undefined {
  if (leadsOutside(".", name)) return `has a path that leads outside: ${JSON.stringify(name)}`;
  const base = type === "SymbolicLink" ? path.posix.dirname(name) : ".";
  const isLink = type === "SymbolicLink" || type === "Link";
  return isLink && leadsOutside(base, linkpath) ? `has a link that leads outside: ${JSON.stringify(name)}` : undefined;
}

function leadsOutside(base: string, target: string): boolean {
  if (path.posix.isAbsolute(target) || path.win32.isAbsolute(target) || /^[a-z]:/i.test(target)) return true;
  const resolved = path.posix.normalize(path.posix.join(base, target.replaceAll("\\", "/")));
  return resolved === ".." || resolved.startsWith("../");
}

async function takeOffTopFolder(folder: string): Promise<void> {
  const [only, ...others] = await fs.readdir(folder, { withFileTypes: true });
  if (!only?.isDirectory() || others.length > 0) return;
  const aside = `${folder}.top`;
  await fs.rename(path.join(folder, only.name), aside);
  await fs.rmdir(folder);
  await fs.rename(aside, folder);
}
