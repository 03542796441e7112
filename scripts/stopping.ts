import { spawnSync } from "node:child_process";

/** Resolves when a person or a program asks us to stop, or when the npm that started us is gone. */
export function whenAskedToStop(): Promise<undefined> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => resolve(undefined));
  const parents = [process.ppid, ...npmAbove(process.ppid)];
  setInterval(() => parents.every(isAlive) || resolve(undefined), 1000).unref();
  return promise;
}

/** npm puts a shell between itself and us, which stays when npm is killed; so npm itself has to be watched. */
function npmAbove(shell: number): number[] {
  if (process.env["npm_lifecycle_event"] === undefined || process.platform === "win32") return [];
  const parent = Number(spawnSync("ps", ["-o", "ppid=", "-p", String(shell)], { encoding: "utf8" }).stdout?.trim());
  return Number.isInteger(parent) && parent > 1 ? [parent] : [];
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
