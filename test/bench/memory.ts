import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { captured } from "../../scripts/processes.ts";
import { createApp } from "../../src/heroku/resources/apps.ts";
import { listDynos } from "../../src/heroku/resources/dynos.ts";
import type { Figure } from "./figures.ts";
import { smallestApp, withProject } from "./project.ts";
import { type SandboxProcess, withSandbox } from "./sandbox-process.ts";

const apps = 10;
const requestsPerApp = 200;

/** Resident memory of the sandbox itself after ten apps were pushed, run and asked; its dynos do not count. */
export async function memory(): Promise<readonly Figure[]> {
  const kilobytes = await withSandbox(async (sandbox) => {
    await withProject(smallestApp, async (project) => {
      for (let at = 0; at < apps; at++) await deployAndUse(sandbox, `bench-memory-${at}`, project.push);
    });
    return residentKilobytes(sandbox.pid);
  });
  const megabytes = kilobytes / 1024;
  const value = `${megabytes.toFixed(0)} MB`;
  return [{ name: "memory of the sandbox with ten apps", value, target: "under 150 MB", isMet: megabytes < 150 }];
}

async function deployAndUse(
  { client, gitUrl, token, get }: SandboxProcess,
  name: string,
  push: (url: string, token: string) => Promise<void>,
): Promise<void> {
  await createApp(client, { name });
  await push(`${gitUrl}/${name}.git`, token);
  while (!(await listDynos(client, name)).some(({ state }) => state === "up")) await sleep(50);
  for (let request = 0; request < requestsPerApp; request++) await get(name);
}

async function residentKilobytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const found = /^VmRSS:\s+(\d+) kB$/m.exec(status);
  if (found) return Number(found[1]);
  const { code, output } = await captured("ps", ["-o", "rss=", "-p", String(pid)]);
  if (code !== 0) throw new Error("This system does not tell the memory of a process.");
  return Number(output);
}
