import { execFile } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs/promises";
import http from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import type { TestContext } from "node:test";
import { createRepositories } from "../../../../src/sandbox/git/repositories.ts";
import { type Files, openBuildRoom, writeFiles } from "../builds/build-room.ts";

export type GitResult = { readonly status: number; readonly stdout: string; readonly stderr: string };

/** The build room behind git's smart HTTP, and a working copy to push from. */
export async function openGitRoom(t: TestContext, prefix?: string) {
  const room = await openBuildRoom(t, prefix);
  const repositories = createRepositories(room);
  await repositories.create(room.app);
  const server = http.createServer((request, response) => repositories.handle(room.app, request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(async () => {
    await repositories.close();
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/shop.git`;
  const work = path.join(room.root, "my 'work\"");
  const home = path.join(room.root, "home");
  await fs.mkdir(home);
  const env = {
    PATH: process.env["PATH"],
    HOME: home,
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_TERMINAL_PROMPT: "0",
    GIT_AUTHOR_NAME: "A",
    GIT_AUTHOR_EMAIL: "a@example.com",
    GIT_COMMITTER_NAME: "A",
    GIT_COMMITTER_EMAIL: "a@example.com",
  };
  const start = (...args: string[]) => execFile("git", args, { cwd: work, env, maxBuffer: 64 * 1024 * 1024 });
  const git = async (...args: string[]): Promise<GitResult> => {
    const child = start(...args);
    let [stdout, stderr] = ["", ""];
    child.stdout?.on("data", (chunk) => (stdout += chunk));
    child.stderr?.on("data", (chunk) => (stderr += chunk));
    const [status] = await once(child, "close");
    return { status, stdout, stderr: stderr.replace(/ +$/gm, "") };
  };
  const commit = async (files: Files) => {
    await writeFiles(work, files);
    await git("add", "--all");
    await git("commit", "--quiet", "--message=A 'change'");
    return (await git("rev-parse", "HEAD")).stdout.trim();
  };
  await fs.mkdir(work);
  await git("init", "--quiet", "--initial-branch=main");
  await git("remote", "add", "heroku", url);
  return { ...room, repositories, url, work, git, start, commit };
}
