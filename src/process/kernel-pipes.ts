import { spawn, spawnSync } from "node:child_process";
import {
  closeSync,
  constants,
  existsSync,
  lstatSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmdirSync,
  rmSync,
  unlinkSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";

/** A pipe between this program and a child, as file descriptors that no child inherits by itself. */
export interface KernelPipe {
  /** Never blocks. */
  readonly ours: number;
  /** Blocks, as programs expect of their standard streams. To be closed here once the child has it. */
  readonly theirs: number;
}

/**
 * Pipes as a shell makes them, on Linux. What Node gives a child there are sockets, which cannot be opened by name: a
 * program that logs to `/dev/stdout` ends with ENXIO.
 */
export interface KernelPipes {
  /** So many will be taken soon: they are made together. */
  expect(count: number): void;
  /** Undefined where there are none to be had. */
  take(we: "read" | "write"): KernelPipe | undefined;
  /** Closes those that nobody took. */
  close(): void;
}

export interface KernelPipesOptions {
  /** How many are made at the first need, later a few at a time: each time starts a program. */
  readonly advance: number;
  /** The first ones are made while this program goes on. */
  readonly early?: boolean;
  readonly platform?: NodeJS.Platform;
  readonly folder?: string;
}

export function createKernelPipes({
  advance,
  early = false,
  platform = process.platform,
  folder = os.tmpdir(),
}: KernelPipesOptions): KernelPipes {
  const ready: number[] = [];
  let hasFailed = platform !== "linux";
  let count = advance;
  let coming = early && !hasFailed ? beginFifos(advance, folder) : undefined;

  const refill = (): void => {
    const made = coming?.open() ?? [];
    coming = undefined;
    ready.push(...(made.length > 0 ? made : makeFifos(count, folder)));
    // What is expected beyond the early ones is made at the next need.
    if (made.length === 0) count = aFew;
  };
  const close = (): void => {
    process.off("exit", close);
    hasFailed = true;
    if (coming) ready.push(...coming.open());
    coming = undefined;
    for (const fifo of ready.splice(0)) closeSync(fifo);
    if (platform === "linux") sweep(folder);
  };
  process.once("exit", close);

  return {
    expect(wanted) {
      count = Math.max(aFew, wanted - (coming ? advance : ready.length));
    },
    take(we) {
      if (ready.length === 0 && !hasFailed) refill();
      const fifo = ready.pop();
      const pipe = fifo === undefined ? undefined : endsOf(fifo, we);
      hasFailed ||= pipe === undefined;
      return pipe;
    },
    close,
  };
}

/** Made at a time for copies that start later. */
const aFew = 8;

const prefix = "heroku-workbench-pipes-";

/** In ms: nobody needs a folder for so long. */
const longestNeed = 60_000;

/** Removes what was left by those who were killed at the wrong moment. */
function sweep(within: string): void {
  try {
    for (const name of readdirSync(within).filter((one) => one.startsWith(prefix))) {
      const folder = path.join(within, name);
      if (Date.now() - lstatSync(folder).mtimeMs > longestNeed) rmSync(folder, { recursive: true, force: true });
    }
  } catch {
    // It is another user's, or somebody else has just swept it.
  }
}

/** Named pipes in a folder of their own, which is gone as soon as they are open. */
interface Fifos {
  /** Open both ways, so that they live on without their names. Waits for those that are being made. */
  open(): readonly number[];
}

function makeFifos(count: number, within: string): readonly number[] {
  const fifos = startMaking(count, within, (args, done) => {
    spawnSync("mkfifo", args, makerOptions);
    done();
  });
  return fifos?.open() ?? [];
}

function beginFifos(count: number, within: string): Fifos | undefined {
  return startMaking(count, within, (args, done) => {
    const maker = spawn("mkfifo", args, makerOptions).on("error", () => {});
    maker.unref();
    if (maker.pid === undefined) done();
    // Whoever is killed before they are needed leaves no folder.
    maker.once("exit", done);
  });
}

const makerOptions = { stdio: "ignore", env: { PATH: "/usr/bin:/bin" } } as const;

type Make = (args: string[], done: () => void) => void;

function startMaking(count: number, within: string, make: Make): Fifos | undefined {
  let folder: string;
  try {
    folder = mkdtempSync(path.join(within, prefix));
  } catch {
    return undefined;
  }
  const names = Array.from({ length: count }, (_, index) => path.join(folder, String(index)));
  let fifos: readonly number[] | undefined;
  const openAll = (): readonly number[] => {
    const all = names.flatMap(openBothWays);
    removeFolder(folder, names);
    return all;
  };
  make(["-m", "600", ...names], () => {
    fifos ??= openAll();
  });
  return {
    open() {
      if (fifos === undefined) waitForFile(names.at(-1) ?? folder);
      fifos ??= openAll();
      return fifos;
    },
  };
}

/** Opens nothing, as `rm` would, so that it goes where no more files may be open. What is left is swept later. */
function removeFolder(folder: string, names: readonly string[]): void {
  for (const name of names) tried(() => unlinkSync(name));
  tried(() => rmdirSync(folder));
}

function tried(work: () => void): void {
  try {
    work();
  } catch {
    // It is not there, or somebody else has just swept it.
  }
}

/** Nothing else is to happen meanwhile: processes are about to be started. The maker needs some ten milliseconds. */
function waitForFile(file: string): void {
  const never = new Int32Array(new SharedArrayBuffer(4));
  for (let waits = 0; waits < 500 && !existsSync(file); waits++) Atomics.wait(never, 0, 0, 1);
}

/** None where it is not there yet, or where no more files may be open. */
function openBothWays(name: string): number[] {
  try {
    return [openSync(name, constants.O_RDWR | constants.O_NONBLOCK)];
  } catch {
    return [];
  }
}

function endsOf(fifo: number, we: "read" | "write"): KernelPipe | undefined {
  const name = `/proc/self/fd/${fifo}`;
  try {
    // Ours reads as well, so that writing to a child that is gone fails nowhere.
    if (we === "write") return { ours: fifo, theirs: openSync(name, constants.O_RDONLY) };
    const ends = { ours: openSync(name, constants.O_RDONLY | constants.O_NONBLOCK), theirs: openSync(name, "w") };
    // The end of the output is seen when no writer is left.
    closeSync(fifo);
    return ends;
  } catch {
    return undefined;
  }
}
