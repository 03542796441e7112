import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

export interface Ports {
  readonly api: number;
  readonly router: number;
}

const firstChoice: Ports = { api: 5180, router: 5181 };

/** Ports to try in turn. `asked` is that of `--port`: taken or nothing; 0 means any. Without it, those of last time. */
export function portsToTry(root: string, asked: number | undefined): { api: number[]; router: number[] } {
  if (asked === 0) return { api: [0], router: [0] };
  const last = readPorts(root);
  if (asked !== undefined) return { api: [asked], router: [...(last ? [last.router] : []), asked + 1, 0] };
  const { api, router } = last ?? firstChoice;
  return { api: [api, 0], router: [router, 0] };
}

export function rememberPorts(root: string, ports: Ports): void {
  writeFileSync(fileIn(root), JSON.stringify(ports), { mode: 0o600 });
}

/** Opens the first port of the list that is free. Rejects with the error of the last one. */
export async function firstFree<T>(ports: readonly number[], open: (port: number) => Promise<T>): Promise<T> {
  const [port = 0, ...others] = ports;
  try {
    return await open(port);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (others.length > 0 && (code === "EADDRINUSE" || code === "EACCES")) return firstFree(others, open);
    throw error;
  }
}

function readPorts(root: string): Ports | undefined {
  try {
    const { api, router } = JSON.parse(readFileSync(fileIn(root), "utf8")) as Record<string, unknown>;
    return isPort(api) && isPort(router) ? { api, router } : undefined;
  } catch {
    return undefined;
  }
}

function fileIn(root: string): string {
  return path.join(root, "ports.json");
}

function isPort(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) > 0 && Number(value) < 65_536;
}
