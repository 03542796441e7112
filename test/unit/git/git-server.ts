import { spawn } from "node:child_process";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { runGit } from "./scratch-repository.ts";

/** A small smart-HTTP host with one app per bare repository, and the hook that a test gives it. */
export interface GitServer {
  readonly url: string;
  readonly root: string;
  /** What each request carried as `Authorization`. */
  readonly authorizations: (string | undefined)[];
  addApp(name: string, preReceive?: string): Promise<string>;
  /** Answers every request with this status from now on. */
  answerWith(status: number | undefined, headers?: Record<string, string>): void;
  /** Cuts every connection, as a killed host does. */
  kill(): void;
  close(): Promise<void>;
}

export const token = "HRKU-secret-of-the-test";

export async function startGitServer(): Promise<GitServer> {
  const root = await mkdtemp(path.join(os.tmpdir(), "git-server-"));
  const authorizations: (string | undefined)[] = [];
  const backends = new Set<ReturnType<typeof spawn>>();
  let answer: { status: number; headers: Record<string, string> } | undefined;
  const server = createServer((request, response) => {
    authorizations.push(request.headers.authorization);
    if (answer !== undefined) response.writeHead(answer.status, answer.headers).end();
    else if (!isAuthorized(request)) response.writeHead(401, { "WWW-Authenticate": "Basic" }).end();
    else serve(root, request, response, backends);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    root,
    authorizations,
    async addApp(name, preReceive) {
      const repository = path.join(root, `${name}.git`);
      await mkdir(repository);
      await runGit(repository, "init", "--quiet", "--bare");
      await runGit(repository, "config", "http.receivepack", "true");
      const hook = path.join(repository, "hooks", "pre-receive");
      if (preReceive !== undefined) {
        await writeFile(hook, `#!/bin/sh\n${preReceive}\n`);
        await chmod(hook, 0o755);
      }
      return repository;
    },
    answerWith(status, headers = {}) {
      answer = status === undefined ? undefined : { status, headers };
    },
    kill() {
      for (const backend of backends) killGroup(backend);
      server.closeAllConnections();
    },
    async close() {
      for (const backend of backends) killGroup(backend);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(root, { recursive: true, force: true });
    },
  };
}

function killGroup({ pid }: ReturnType<typeof spawn>): void {
  if (pid !== undefined) process.kill(-pid, "SIGKILL");
}

function isAuthorized({ headers }: IncomingMessage): boolean {
  const [, encoded = ""] = (headers.authorization ?? "").split(" ");
  return Buffer.from(encoded, "base64").toString().split(":")[1] === token;
}

function serve(
  root: string,
  request: IncomingMessage,
  response: ServerResponse,
  running: Set<ReturnType<typeof spawn>>,
): void {
  const url = new URL(request.url ?? "/", "http://host");
  const backend = spawn("git", ["http-backend"], {
    env: {
      PATH: process.env["PATH"] ?? "",
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: "1",
      REMOTE_USER: "heroku",
      PATH_INFO: url.pathname,
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: request.method ?? "GET",
      CONTENT_TYPE: request.headers["content-type"] ?? "",
      HTTP_CONTENT_ENCODING: request.headers["content-encoding"] ?? "",
      ...(request.headers["content-length"] === undefined ? {} : { CONTENT_LENGTH: request.headers["content-length"] }),
      GIT_PROTOCOL: String(request.headers["git-protocol"] ?? ""),
    },
    stdio: ["pipe", "pipe", "ignore"],
    // Its hooks go with it.
    detached: true,
  });
  running.add(backend);
  backend.once("close", () => running.delete(backend));
  backend.stdin.on("error", () => {});
  request.pipe(backend.stdin);
  forwardAnswer(backend.stdout, response);
}

function forwardAnswer(output: NodeJS.ReadableStream, response: ServerResponse): void {
  let head: Buffer | undefined = Buffer.alloc(0);
  output.on("data", (chunk: Buffer) => {
    if (head === undefined) return response.write(chunk);
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf("\r\n\r\n");
    if (end === -1) return undefined;
    const headers = head
      .subarray(0, end)
      .toString()
      .split("\r\n")
      .map((line) => line.split(/: (.*)/s, 2));
    const status = headers.find(([name]) => name === "Status")?.[1];
    response.writeHead(Number.parseInt(status ?? "200", 10), Object.fromEntries(headers));
    response.write(head.subarray(end + 4));
    head = undefined;
    return undefined;
  });
  output.on("end", () => response.end());
}
