import { existsSync } from "node:fs";
import { cp } from "node:fs/promises";
import path from "node:path";
import { captured, root } from "../processes.ts";

/** Copies the sample project once, as a repository of its own; later starts keep what a person made of it. */
export async function copySample(to: string): Promise<string> {
  if (existsSync(to)) return to;
  await cp(path.join(root, "test/apps/hello-node"), to, { recursive: true });
  await git(to, "init", "--quiet", "--initial-branch=main");
  await git(to, "add", "--all");
  await git(to, ...author, "commit", "--quiet", "--message=Say hello");
  return to;
}

/** Git wants a name, and a new machine has none. */
const author = [
  "-c",
  "user.name=Heroku Workbench",
  "-c",
  "user.email=sample@example.com",
  "-c",
  "commit.gpgsign=false",
];

async function git(cwd: string, ...args: readonly string[]): Promise<void> {
  const { code, output } = await captured("git", args, { cwd });
  if (code !== 0) throw new Error(`The sample project could not be put under git. Is git installed?\n${output}`);
}
