import { cp, mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { isExampleFile } from "../../dotenv/dialect.ts";
import { commitEverything, initRepository } from "../../git/first-commit.ts";
import { localGit } from "../../git/local-git.ts";
import type { GitProgram } from "../../git/program.ts";

/** A new project on the disk, with its first commit. */
export interface Landed {
  readonly folder: string;
  readonly commit: string;
  /** Takes away what was made, and nothing else. */
  undo(): Promise<void>;
}

/** Copies a template into a new or empty folder and commits it. Leaves nothing behind when it throws. */
export async function land(
  git: GitProgram,
  { from, to, signal }: { readonly from: string; readonly to: string; readonly signal?: AbortSignal },
): Promise<Landed> {
  if (!(await isFree(to))) throw new Error(`${to} is not empty.`);
  const firstNew = await mkdir(to, { recursive: true });
  const undo = () => (firstNew === undefined ? empty(to) : rm(firstNew, remains));
  try {
    // Links stay as they are written: otherwise they would lead back to where the template lies.
    const filter = (source: string): boolean => !isLeftOut(path.relative(from, source));
    await cp(from, to, { recursive: true, verbatimSymlinks: true, filter });
    await initRepository(git, to);
    await commitEverything(git, to, { message: "Initial commit", ...(signal ? { signal } : {}) });
    const commit = (await localGit(git, to).run("rev-parse", "HEAD")).trim();
    return { folder: to, commit, undo };
  } catch (error) {
    await undo();
    throw error;
  }
}

/** Whether a project may be put there: nothing is there, or an empty folder. */
export async function isFree(folder: string): Promise<boolean> {
  try {
    return (await readdir(folder)).length === 0;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT";
  }
}

/** The files of a commit as tar.gz, with their modes. */
export async function packCommit(git: GitProgram, folder: string, commit: string): Promise<Buffer<ArrayBuffer>> {
  const scratch = await mkdtemp(path.join(os.tmpdir(), "heroku-workbench-"));
  try {
    const file = path.join(scratch, "source.tar");
    await localGit(git, folder).run("archive", "--format=tar", `--output=${file}`, commit);
    return Buffer.from(await promisify(gzip)(await readFile(file)));
  } finally {
    await rm(scratch, remains);
  }
}

const remains = { recursive: true, force: true, maxRetries: 3 } as const;

async function empty(folder: string): Promise<void> {
  for (const name of await readdir(folder)) await rm(path.join(folder, name), remains);
}

/** The history of the template, what is installed, and what is secret. */
function isLeftOut(file: string): boolean {
  return file
    .split(path.sep)
    .some(
      (part) =>
        /^(?:\.git|node_modules|__pycache__|\.venv)$/.test(part) ||
        (/^\.env(?:\.|$)/.test(part) && !isExampleFile(part)),
    );
}
