import fs from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { cleanEnvironment, type Environment } from "../../process/environment.ts";
import { type GitOptions, runGit } from "../run-git.ts";

/** git with settings of the sandbox alone: neither the user's hooks nor filters nor helpers reach it. */
export interface GitHome {
  /** The whole environment of git's own programs. */
  readonly env: Environment;
  run(args: readonly string[], options: GitOptions): Promise<Buffer>;
}

/** `exec`, so that the hook's end is the program's end. The values come from the environment: no quoting to get wrong. */
const preReceive = '#!/bin/sh\nexec "$SANDBOX_NODE" "$SANDBOX_HOOK"\n';

export async function prepareGitHome(folder: string): Promise<GitHome> {
  const hooks = path.join(folder, "hooks");
  const config = path.join(folder, "gitconfig");
  await fs.mkdir(hooks, { recursive: true, mode: 0o700 });
  await fs.writeFile(path.join(hooks, "pre-receive"), preReceive, { mode: 0o755 });
  await fs.writeFile(config, settings(hooks));
  const own = { GIT_CONFIG_GLOBAL: config, GIT_CONFIG_NOSYSTEM: "1", GIT_TERMINAL_PROMPT: "0", LC_ALL: "C" };
  return {
    env: {
      ...cleanEnvironment(process.env, { git: "drop" }),
      ...own,
      SANDBOX_NODE: process.execPath,
      SANDBOX_HOOK: fileURLToPath(new URL("./hooks/pre-receive.mjs", import.meta.url)),
      ELECTRON_RUN_AS_NODE: "1",
    },
    run: (args, { env, ...options }) => runGit(args, { ...options, env: { ...own, ...env } }),
  };
}

/** No housekeeping in the background: it would outlive the sandbox. */
function settings(hooks: string): string {
  return `[core]
	hooksPath = ${quoted(hooks)}
	autocrlf = false
[safe]
	directory = *
[init]
	defaultBranch = main
[http]
	receivepack = true
	uploadpack = true
[receive]
	autogc = false
	maxInputSize = 2g
	advertisePushOptions = true
[gc]
	auto = 0
[maintenance]
	auto = false
[uploadpack]
	allowFilter = true
	allowAnySHA1InWant = true
`;
}

/** git's own notation of a value (git-config(1)); its paths have slashes on Windows too. */
function quoted(file: string): string {
  const slashed = process.platform === "win32" ? file.replaceAll("\\", "/") : file;
  return `"${slashed.replace(/[\\"]/g, "\\$&").replaceAll("\n", "\\n").replaceAll("\t", "\\t")}"`;
}
