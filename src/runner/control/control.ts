import { lstat, mkdir, rm } from "node:fs/promises";
import { createServer, type Server, type Socket } from "node:net";
import os from "node:os";
import path from "node:path";
import type { Runner } from "../runner.ts";
import type { ControlRequest as AnyRequest, ControlAnswer } from "./protocol.ts";

type ControlRequest = Extract<AnyRequest, { do: "status" | "stop" | "start" | "stop-process" | "restart" | "scale" }>;

export interface Control {
  /** A socket in a folder that only this user can enter; on Windows a named pipe. */
  readonly address: string;
  close(): Promise<void>;
}

/** Longest request, in bytes: a client that sends no newline is sent away. */
const longestRequest = 64 * 1024;

/** Lets programs of this user ask a running runner. Never a TCP port, which every web page could reach. */
export async function openControl(
  runner: Runner,
  { platform = process.platform, runId }: { platform?: NodeJS.Platform; runId: string },
): Promise<Control> {
  const address = await addressOf(platform, runId);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket)).on("error", () => {});
    serve(socket, runner);
  });
  await listen(server, address);
  return {
    address,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
      if (platform !== "win32") await rm(address, { force: true });
    },
  };
}

async function addressOf(platform: NodeJS.Platform, runId: string): Promise<string> {
  if (platform === "win32") return `\\\\.\\pipe\\heroku-workbench-local-${runId}`;
  const { uid } = os.userInfo();
  const folder = path.join(process.env["XDG_RUNTIME_DIR"] ?? os.tmpdir(), `heroku-workbench-local-${uid}`);
  // Not the folders above it: they are there, or are not ours to make.
  await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  const found = await lstat(folder);
  // Somebody else may have made a folder of that name in /tmp first.
  if (!found.isDirectory() || found.uid !== uid || (found.mode & 0o077) !== 0) {
    throw new Error(`${folder} is not a folder that only you can enter. Remove it or set XDG_RUNTIME_DIR.`);
  }
  return path.join(folder, `${runId.slice(0, 12)}.sock`);
}

async function listen(server: Server, address: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(address, resolve);
  });
}

function serve(socket: Socket, runner: Runner): void {
  let text = "";
  socket.setEncoding("utf8");
  socket.on("data", (piece: string) => {
    const lines = `${text}${piece}`.split("\n");
    text = lines.pop() ?? "";
    for (const line of lines) void answerLine(socket, runner, line);
    if (text.length > longestRequest) socket.destroy();
  });
}

async function answerLine(socket: Socket, runner: Runner, line: string): Promise<void> {
  const request = readRequest(line);
  const answer = request === undefined ? unreadable : await answerTo(runner, request.request);
  if (!socket.destroyed) socket.write(`${JSON.stringify({ id: request?.id ?? null, ...answer })}\n`);
}

const unreadable: ControlAnswer = {
  ok: false,
  message: 'This is no request. Send one JSON object a line, such as {"id":1,"do":"status"}.',
};

async function answerTo(runner: Runner, request: ControlRequest): Promise<ControlAnswer> {
  if (!(await carryOut(runner, request))) return { ok: false, message: refusal(request) };
  return { ok: true, processes: runner.status() };
}

function refusal(request: ControlRequest): string {
  if (request.do === "scale") return `There is no process type ${request.name}, or no port for so many copies.`;
  return `There is no process ${"name" in request ? request.name : ""}.`;
}

async function carryOut(runner: Runner, request: ControlRequest): Promise<boolean> {
  if (request.do === "start") return runner.start(request.name);
  if (request.do === "stop-process") return runner.stopProcess(request.name);
  if (request.do === "restart") return runner.restart(request.name);
  if (request.do === "scale") return runner.scale(request.name, request.copies);
  if (request.do === "stop") runner.stop("SIGTERM");
  return true;
}

function readRequest(line: string): { id: unknown; request: ControlRequest } | undefined {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== "object" || value === null) return undefined;
    return isRequest(value) ? { id: "id" in value ? value.id : null, request: value } : undefined;
  } catch {
    return undefined;
  }
}

function isRequest(value: object): value is ControlRequest {
  const { do: what, name, copies } = value as { do?: unknown; name?: unknown; copies?: unknown };
  if (what === "status" || what === "stop") return true;
  if (typeof name !== "string") return false;
  if (what === "scale") return Number.isInteger(copies) && Number(copies) >= 0 && Number(copies) <= 1000;
  return what === "start" || what === "stop-process" || what === "restart";
}
