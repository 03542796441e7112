import { execFile } from "node:child_process";
import { mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import type { GitProgram } from "../../../src/git/program.ts";
import { findGit } from "../../../src/git/program.ts";

/** A folder for one test, with a home of its own so that the user's configuration has no say. */
export interface Scratch {
  readonly folder: string;
  readonly git: GitProgram;
  write(file: string, text: string): Promise<void>;
  run(...args: string[]): Promise<string>;
  remove(): Promise<void>;
}

export async function createScratch(name = "scratch "): Promise<Scratch> {
  const base = await realpath(await mkdtemp(path.join(os.tmpdir(), "scratch-")));
  const folder = await realpath(await mkdtemp(path.join(base, name)));
  const config = path.join(base, "gitconfig");
  await writeFile(config, "[user]\n\tname = Test\n\temail = test@example.com\n[init]\n\tdefaultBranch = main\n");
  const env = { ...process.env, GIT_CONFIG_GLOBAL: config, GIT_CONFIG_NOSYSTEM: "1", HOME: base };
  const git = await findGit({ env });
  return {
    folder,
    git,
    write: (file, text) => writeFile(path.join(folder, file), text),
    run: async (...args) => (await promisify(execFile)("git", args, { cwd: folder, env })).stdout,
    remove: () => rm(base, { recursive: true, force: true }),
  };
}

/** With one commit on `main`. */
export async function createRepository(name?: string): Promise<Scratch> {
  const scratch = await createScratch(name);
  await scratch.run("init", "--quiet", "-b", "main");
  await scratch.write("Procfile", "web: node index.js\r\n");
  await scratch.run("add", "--all");
  await scratch.run("commit", "--quiet", "-m", "First");
  return scratch;
}

export async function runGit(folder: string, ...args: string[]): Promise<string> {
  return (await promisify(execFile)("git", args, { cwd: folder })).stdout;
}
