import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server, type Socket } from "node:net";
import os from "node:os";
import path from "node:path";

/** Values that wait for one program of this user; neither a file, an argument nor a terminal's options hold them. */
export interface HandOver {
  /** For `--config-vars-from`: a socket in a folder that only this user can enter; on Windows a named pipe. */
  readonly address: string;
  /** Resolves once nothing waits any more: true when a program took the values. */
  readonly over: Promise<boolean>;
  /** Gives them to nobody any more. More than one call does no harm. */
  dispose(): void;
}

/** Milliseconds for a terminal to start and ask. */
const patience = 120_000;

/** Gives values to whoever connects first, as one JSON object that ends with the connection, and to nobody else. */
export async function handOver(
  values: Readonly<Record<string, string>>,
  { platform = process.platform, within = patience }: { platform?: NodeJS.Platform; within?: number } = {},
): Promise<HandOver> {
  const folder = platform === "win32" ? undefined : await mkdtemp(path.join(os.tmpdir(), "heroku-vars-"));
  const address = folder === undefined ? `\\\\.\\pipe\\heroku-vars-${randomUUID()}` : path.join(folder, "s");
  const { promise: over, resolve } = Promise.withResolvers<boolean>();
  const server = createServer();
  const end = (isTaken: boolean): void => {
    clearTimeout(timer);
    server.close();
    if (folder !== undefined) void rm(folder, { recursive: true, force: true });
    resolve(isTaken);
  };
  const timer = setTimeout(() => end(false), within).unref();
  server.on("connection", onlyFirst(values, end));
  await listen(server, address);
  server.unref();
  return { address, over, dispose: () => end(false) };
}

function onlyFirst(values: Readonly<Record<string, string>>, end: (isTaken: boolean) => void) {
  let isTaken = false;
  return (socket: Socket): void => {
    socket.on("error", () => {}).resume();
    if (isTaken) return void socket.destroy();
    isTaken = true;
    socket.end(JSON.stringify(values), () => end(true));
  };
}

function listen(server: Server, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(address, resolve);
  });
}
