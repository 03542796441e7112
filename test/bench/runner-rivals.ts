import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { root } from "../../scripts/processes.ts";

/** A runner of Procfiles: what starts it in a folder that has one. */
export interface Rival {
  readonly name: string;
  readonly command: readonly string[];
}

/** What npm has: the file that starts it, within its package. */
const fromNpm = [
  { name: "node-foreman", spec: "foreman@3.0.1", program: "foreman/nf.js", words: ["start"] },
  { name: "heroku local", spec: "heroku@11.10.0", program: "heroku/bin/run.js", words: ["local"] },
];

/** Ours first; the others as far as they can be installed into `folder`, or are on this machine. */
export async function allRivals(folder: string): Promise<readonly [Rival, ...Rival[]]> {
  const ours = { name: "ours", command: [process.execPath, path.join(root, "dist/local.js"), "start"] };
  const others = await Promise.all(fromNpm.map((one) => installed(folder, one)));
  return [ours, ...others.flat(), ...(await foreman())];
}

async function installed(folder: string, { name, spec, program, words }: (typeof fromNpm)[number]): Promise<Rival[]> {
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const to = path.join(folder, name.replace(" ", "-"));
  const args = ["install", "--prefix", to, "--no-audit", "--no-fund", "--ignore-scripts", spec];
  await promisify(execFile)(npm, args, { shell: process.platform === "win32", timeout: 180_000 }).catch(
    () => undefined,
  );
  const file = path.join(to, "node_modules", program);
  return existsSync(file) ? [{ name, command: [process.execPath, file, ...words] }] : [];
}

async function foreman(): Promise<Rival[]> {
  return promisify(execFile)("foreman", ["version"]).then(
    () => [{ name: "foreman", command: ["foreman", "start"] }],
    () => [],
  );
}

/** In a home of its own, so that the CLI neither reads nor writes anybody's. */
export function startRival(
  cwd: string,
  { command: [program = "", ...args] }: Rival,
  stdout: "pipe" | "ignore",
): ChildProcess {
  const env = {
    ...process.env,
    HOME: cwd,
    XDG_CACHE_HOME: cwd,
    XDG_DATA_HOME: cwd,
    HEROKU_SKIP_NEW_VERSION_CHECK: "1",
  };
  return spawn(program, args, { cwd, env, stdio: ["ignore", stdout, "ignore"], detached: true });
}

/** Asks the runner alone, as a program would; what it leaves after three seconds is killed. Milliseconds until it ended. */
export async function stopRival(child: ChildProcess): Promise<number> {
  const started = performance.now();
  const exited = once(child, "exit");
  child.kill("SIGINT");
  await Promise.race([exited, sleep(longestStop)]);
  const took = performance.now() - started;
  await promisify(execFile)("pkill", ["-KILL", "-g", String(child.pid)]).catch(() => undefined);
  return took;
}

/** In ms: who takes longer never ends. */
export const longestStop = 3000;

/** Of the runner itself so far; NaN where `/proc` does not say. */
export async function resourcesOf(pid: number | undefined): Promise<{ memory: number; cpu: number }> {
  const [status, stat] = await Promise.all([read(`/proc/${pid}/status`), read(`/proc/${pid}/stat`)]);
  const times = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const ticks = Number(times[11] ?? Number.NaN) + Number(times[12] ?? Number.NaN);
  return {
    /** Peak resident bytes. */
    memory: Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? Number.NaN) * 1024,
    /** Milliseconds; Linux counts in hundredths of a second. */
    cpu: ticks * 10,
  };
}

function read(file: string): Promise<string> {
  return readFile(file, "latin1").catch(() => "");
}
