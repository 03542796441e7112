import { spawnSync } from "node:child_process";
import { closeSync, constants, mkdtempSync, openSync, rmSync } from "node:fs";
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
  /** Undefined where there are none to be had. */
  take(we: "read" | "write"): KernelPipe | undefined;
  /** Closes those that nobody took. */
  close(): void;
}

/** Makes `advance` pipes at the first need, later a few at a time: each time starts a program. */
export function createKernelPipes(
  advance: number,
  { platform = process.platform, folder = os.tmpdir() }: { platform?: NodeJS.Platform; folder?: string } = {},
): KernelPipes {
  const ready: number[] = [];
  let hasFailed = platform !== "linux";
  let count = advance;
  return {
    take(we) {
      if (ready.length === 0 && !hasFailed) ready.push(...makeFifos(count, folder));
      count = 8;
      const fifo = ready.pop();
      const pipe = fifo === undefined ? undefined : endsOf(fifo, we);
      hasFailed ||= pipe === undefined;
      return pipe;
    },
    close() {
      hasFailed = true;
      for (const fifo of ready.splice(0)) closeSync(fifo);
    },
  };
}

/** Named pipes that are open both ways, so that they live on without their names. */
function makeFifos(count: number, within: string): number[] {
  let folder = "";
  try {
    folder = mkdtempSync(path.join(within, "heroku-workbench-pipes-"));
    const names = Array.from({ length: count }, (_, index) => path.join(folder, String(index)));
    spawnSync("mkfifo", ["-m", "600", ...names], { stdio: "ignore", env: { PATH: "/usr/bin:/bin" } });
    return names.map((name) => openSync(name, constants.O_RDWR | constants.O_NONBLOCK));
  } catch {
    return [];
  } finally {
    if (folder !== "") rmSync(folder, { recursive: true, force: true });
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
