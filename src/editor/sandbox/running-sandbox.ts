import { readFile } from "node:fs/promises";
import path from "node:path";

/** A sandbox that runs, as it says itself: on its standard output and, while it runs, in `ready.json` of its data folder. */
export interface RunningSandbox {
  readonly apiUrl: string;
  readonly gitUrl: string;
  readonly token: string;
  readonly pid: number;
}

/** The sandbox that runs on a data folder, whoever started it; undefined when there is none that answers. */
export async function findRunningSandbox(dataFolder: string): Promise<RunningSandbox | undefined> {
  const sandbox = await readReadyFile(dataFolder);
  return sandbox && (await answers(sandbox.apiUrl)) ? sandbox : undefined;
}

/** What a data folder says of its sandbox, without a question to it. */
export async function readReadyFile(dataFolder: string): Promise<RunningSandbox | undefined> {
  const json = await readFile(path.join(dataFolder, "ready.json"), "utf8").catch(() => undefined);
  const sandbox = json === undefined ? undefined : parseReady(json);
  return sandbox && isAlive(sandbox.pid) ? sandbox : undefined;
}

/** Whether a sandbox that lives has the data folder, be it ready, still starting or about to end. */
export async function isHeld(dataFolder: string): Promise<boolean> {
  const pid = Number(await readFile(path.join(dataFolder, "sandbox.pid"), "utf8").catch(() => ""));
  return Number.isSafeInteger(pid) && pid > 0 && isAlive(pid);
}

/** Undefined for anything but a whole ready line; `pid` stands in where the line has none. */
export function parseReady(json: string, pid?: number): RunningSandbox | undefined {
  const value = parseObject(json);
  if (value === undefined) return undefined;
  const { apiUrl, gitUrl, token } = value;
  const process = typeof value["pid"] === "number" ? value["pid"] : pid;
  if (typeof apiUrl !== "string" || typeof gitUrl !== "string" || typeof token !== "string") return undefined;
  return process === undefined ? undefined : { apiUrl, gitUrl, token, pid: process };
}

/** One that was killed leaves its file behind, and its process id may be another program's by now. Any answer will do. */
async function answers(apiUrl: string): Promise<boolean> {
  try {
    await fetch(`${apiUrl}/sandbox`, { signal: AbortSignal.timeout(3000) });
    return true;
  } catch {
    return false;
  }
}

function parseObject(json: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "object" && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
