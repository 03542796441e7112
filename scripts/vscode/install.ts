import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { captured, cleanEnvironment, root } from "../processes.ts";
import { withProgress } from "../progress.mjs";
import { cacheFolder } from "./cache.ts";
import { withLock } from "./lock.ts";

/** The npm package `code-server` carries a complete VS Code server and web workbench. */
const version = "4.139.1";
const name = `code-server-${version}`;

/** Installs the VS Code build once per machine; returns the folder that holds `out/server-main.js`. */
export async function installVscode(cache = cacheFolder()): Promise<string> {
  const home = path.join(cache, name);
  const server = path.join(home, "node_modules/code-server/lib/vscode");
  if (!existsSync(home)) await withLock(path.join(cache, `${name}.lock`), sayWaiting, () => installInto(home));
  await standIn(server);
  return server;
}

function sayWaiting(): void {
  process.stderr.write("Another run is installing VS Code; waiting for it …\n");
}

async function installInto(home: string): Promise<void> {
  if (existsSync(home)) return;
  await removeLeftovers(home);
  const unfinished = `${home}.${process.pid}.unfinished`;
  await withProgress("Installing VS Code for tests and trying out (600 MB, once per machine)", () =>
    install(unfinished),
  );
  await rename(unfinished, home);
}

/** Under the lock, an unfinished folder belongs to a run that was killed. */
async function removeLeftovers(home: string): Promise<void> {
  const folder = path.dirname(home);
  for (const entry of await readdir(folder)) {
    if (entry.startsWith(path.basename(home)) && entry.endsWith(".unfinished")) {
      await rm(path.join(folder, entry), { recursive: true, force: true });
    }
  }
}

/** Without install scripts no compiler is needed; the prebuilt binaries that matter are in the packages. */
async function install(home: string): Promise<void> {
  await mkdir(home, { recursive: true });
  await writeFile(path.join(home, "package.json"), JSON.stringify({ private: true }));
  const server = path.join(home, "node_modules/code-server/lib/vscode");
  await npmInstall(home, [`code-server@${version}`]);
  await npmInstall(server, ["--omit=dev"]);
  await npmInstall(path.join(server, "extensions"), ["--omit=dev"]);
}

async function npmInstall(cwd: string, args: readonly string[]): Promise<void> {
  const all = ["install", ...args, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const { code, output } = await npm(cwd, all);
  if (code === 0) return;
  throw new Error(`npm could not install VS Code from the registry (npm ${all.join(" ")}):\n${output}`);
}

function npm(cwd: string, args: readonly string[]): ReturnType<typeof captured> {
  const options = { cwd, env: cleanEnvironment() };
  const cli = process.env["npm_execpath"];
  if (cli?.endsWith("js")) return captured(process.execPath, [cli, ...args], options);
  if (process.platform === "win32") return captured("cmd.exe", ["/d", "/c", "npm.cmd", ...args], options);
  return captured("npm", args, options);
}

/** Replaces the one native module that was left unbuilt and is missed: without it output channels stay empty. */
async function standIn(server: string): Promise<void> {
  const ours = await readFile(path.join(root, "scripts/vscode/spdlog.cjs"), "utf8");
  const target = path.join(server, "node_modules/@vscode/spdlog/index.js");
  if ((await readFile(target, "utf8")) === ours) return;
  const unfinished = `${target}.${process.pid}`;
  await writeFile(unfinished, ours);
  await rename(unfinished, target);
}
