import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach } from "node:test";
import { type Watch, watchProcesses } from "../runner/nothing-left.ts";
import { program, type Ran } from "./run-local.ts";

/** A folder with a Procfile, and the program at work in it. After each test nothing may be left of what it started. */
export interface Project {
  readonly root: string;
  /** To the end. */
  run(args: readonly string[], files?: Files, more?: StartOptions): Promise<Ran>;
  start(args: readonly string[], files?: Files, more?: StartOptions): Promise<Started>;
}

export type Files = Readonly<Record<string, string>>;

export interface StartOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly uid?: number;
  /** Else there is no input. */
  readonly stdin?: "pipe";
  /** In a real terminal, by util-linux. */
  readonly terminal?: boolean;
}

export interface Started {
  readonly child: ChildProcess;
  /** Fails when a process is left. */
  readonly ended: Promise<Ran>;
  /** Does not look. */
  readonly closed: Promise<Ran>;
  /** The bytes of the output up to now. */
  bytes(): Buffer;
  /** Resolves when the output matches, or what goes to standard error; fails when it ends before. */
  line(pattern: RegExp): Promise<RegExpExecArray>;
  /** Ends the program without a chance to clean up, and waits until nothing is left. */
  killed(): Promise<void>;
}

/** What Node needs; what a test says of variables must not depend on ours. */
export function variables(): Record<string, string> {
  const { PATH = "", NODE_COMPILE_CACHE = "" } = process.env;
  return { PATH, ...(NODE_COMPILE_CACHE && { NODE_COMPILE_CACHE }) };
}

/** Call it in a `describe`: it makes the folder before each test and removes it. */
export function useProject(): Project {
  let root = "";
  let watched = watchProcesses();
  const children: ChildProcess[] = [];

  beforeEach(async () => {
    root = await realpath(await mkdtemp(path.join(os.tmpdir(), "local-")));
    watched = watchProcesses();
  });
  afterEach(async () => {
    for (const child of children.splice(0)) if (isRunning(child)) child.kill("SIGKILL");
    await watched.untilNothingLeft();
    await rm(root, { recursive: true, force: true });
  });

  const start = async (args: readonly string[], files: Files = {}, more: StartOptions = {}): Promise<Started> => {
    await writeFiles(root, files);
    const env = { ...variables(), ...watched.variables, ...more.env };
    const [command, ...words] = commandOf(args, more);
    const child = spawn(command, words, {
      cwd: root,
      env,
      stdio: [more.stdin ?? "ignore", "pipe", "pipe"],
      ...(more.uid === undefined ? {} : { uid: more.uid, gid: more.uid }),
    });
    children.push(child);
    return follow(child, watched);
  };
  return {
    get root() {
      return root;
    },
    start,
    run: async (...call) => (await start(...call)).ended,
  };
}

function commandOf(args: readonly string[], { terminal }: StartOptions): [string, ...string[]] {
  const command: [string, ...string[]] = [process.execPath, "--disable-warning=ExperimentalWarning", program, ...args];
  if (!terminal) return command;
  return ["script", "-qec", `exec ${command.map((word) => `'${word}'`).join(" ")}`, "/dev/null"];
}

async function writeFiles(root: string, files: Files): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(root, name)), { recursive: true });
    await writeFile(path.join(root, name), text);
  }
}

function follow(child: ChildProcess, watched: Watch): Started {
  const out: Buffer[] = [];
  let err = "";
  let both = "";
  let told = 0;
  const changed = new Set<() => void>();
  const text = (): string => Buffer.concat(out).toString();
  child.stdout?.on("data", (bytes: Buffer) => {
    out.push(bytes);
    // The words about starts come first, and a flood need not be searched.
    if (told++ < 1000)
      for (const [, pid] of bytes.toString("latin1").matchAll(/started with pid (\d+)/g)) watched.add(Number(pid));
    heard(bytes.toString());
  });
  child.stderr?.setEncoding("utf8").on("data", (more: string) => {
    err += more;
    heard(more);
  });
  const heard = (more: string): void => {
    // Nobody waits for a line in a flood.
    if (both.length < 1e6) both += more;
    for (const look of changed) look();
  };
  const closed = once(child, "close").then(([code]): Ran => ({ code, out: text(), err }));
  const ended = closed.then((ran) => {
    watched.assertNothingLeft();
    return ran;
  });
  // A test that kills the program does not look at its end.
  ended.catch(() => {});
  return {
    child,
    ended,
    closed,
    bytes: () => Buffer.concat(out),
    line: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = pattern.exec(both);
          if (found === null) return;
          changed.delete(look);
          resolve(found);
        };
        changed.add(look);
        void closed.then(() => reject(new Error(`ended without ${pattern}:\n${both}`)));
        look();
      }),
    async killed() {
      child.kill("SIGKILL");
      await closed;
      await watched.untilNothingLeft();
    },
  };
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

/** The lines of one copy, without prefix, time and the runner's own words. */
export function linesOf(out: string, name: string): string[] {
  const prefix = new RegExp(String.raw`^(?:\d\d:\d\d:\d\d )?${name.replace(".", "\\.")} +\| `);
  return out
    .split("\n")
    .filter((line) => prefix.test(line))
    .map((line) => line.replace(prefix, ""))
    .filter((line) => !/^(started with pid|exited with code|terminated by|ready on|waits until)/.test(line));
}
