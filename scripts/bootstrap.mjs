// Runs before every npm script, on any Node from 20 and without dependencies:
// installs what the lock file names when that is not there yet, and checks that npm really installed the pinned Node.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { withProgress } from "./progress.mjs";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const modules = path.join(root, "node_modules");
const lockFile = path.join(root, "package-lock.json");
const installedLockFile = path.join(modules, ".package-lock.json");
const windows = process.platform === "win32";

await main();

async function main() {
  const major = Number(process.versions.node.split(".")[0]);
  if (major < 20)
    fail(`Node ${process.versions.node} is too old.`, "Install Node 20 or newer from https://nodejs.org.");
  if (!isInstalled()) await install();
  if (pinnedNode() !== wantedNode()) await repairNode();
}

function isInstalled() {
  if (!existsSync(installedLockFile)) return false;
  if (statSync(installedLockFile).mtimeMs >= statSync(lockFile).mtimeMs) return true;
  return sameVersions(readJson(lockFile).packages, readJson(installedLockFile).packages);
}

/** A fresh checkout of an unchanged lock file has a newer date, but nothing to install. */
function sameVersions(wanted, installed) {
  return Object.entries(wanted).every(([where, { version, optional }]) => {
    if (where === "") return true;
    const found = installed[where];
    return found === undefined ? optional === true : found.version === version;
  });
}

async function install() {
  // Windows cannot delete the Node that runs this very script, and `npm ci` would start with that.
  const replacesItself = windows && process.execPath.startsWith(modules);
  const status = await withProgress("Installing the dependencies (npm ci)", () =>
    npm([replacesItself ? "install" : "ci", "--no-audit", "--no-fund"], root),
  );
  if (status !== 0) {
    fail(
      "npm could not install the dependencies; its own message is above.",
      "Check the network and the registry (npm config get registry), then try again.",
    );
  }
}

/** npm 12 skips install scripts that nobody approved, and `ignore-scripts` skips all: run that one, and link the program it brings. */
async function repairNode() {
  await withProgress(`Installing Node ${wantedNode()} for the scripts`, () =>
    npm(["rebuild", "node", "--ignore-scripts=false"], root),
  );
  const found = pinnedNode();
  if (found === wantedNode()) return;
  fail(
    `The pinned Node ${wantedNode()} is not in node_modules (found: ${found ?? "none"}).`,
    "Delete the folder node_modules and run the same command again. If that does not help: npm rebuild node --ignore-scripts=false",
  );
}

/** The version that `node` means inside the npm scripts, or undefined. */
function pinnedNode() {
  const file = path.join(modules, ".bin", "node");
  if (!existsSync(file) && !existsSync(`${file}.cmd`)) return undefined;
  const PATH = `${path.dirname(file)}${path.delimiter}${process.env.PATH ?? ""}`;
  const { stdout } = spawnSync(windows ? "node -v" : "node", windows ? [] : ["-v"], {
    encoding: "utf8",
    shell: windows,
    env: { ...process.env, PATH, ...(windows ? { Path: PATH } : {}) },
  });
  return stdout?.trim().replace(/^v/, "") || undefined;
}

function wantedNode() {
  return readJson(path.join(root, "package.json")).devDependencies.node;
}

/** The npm that runs us, else the one in PATH. Its output goes to stderr: stdout belongs to the script that follows. */
function npm(args, cwd) {
  const cli = process.env.npm_execpath;
  const node = process.env.npm_node_execpath ?? process.execPath;
  const options = { cwd, stdio: ["ignore", 2, 2], env: npmEnvironment() };
  if (cli?.endsWith("js")) return ended(spawn(node, [cli, ...args], options));
  return ended(spawn(["npm", ...args].join(" "), { ...options, shell: true }));
}

function npmEnvironment() {
  return { ...process.env, npm_config_loglevel: "error", npm_config_progress: "false" };
}

function ended(child) {
  return new Promise((resolve) => {
    child.on("error", () => resolve(1));
    child.on("close", (code) => resolve(code ?? 1));
  });
}

function readJson(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}

function fail(what, remedy) {
  process.stderr.write(`\n${what}\n${remedy}\n`);
  process.exit(1);
}
