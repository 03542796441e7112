import type { IncomingMessage, ServerResponse } from "node:http";
import { type Child, startChild } from "../../process/child.ts";
import { killTree } from "../../process/end-tree.ts";
import type { Environment } from "../../process/environment.ts";
import { type CgiHead, readCgiHead } from "./cgi-head.ts";

/** One request that git answers. */
export interface Backend {
  /** The program has ended and its output was read to the end. */
  readonly ended: Promise<void>;
  end(): Promise<void>;
}

const none: Backend = { ended: Promise.resolve(), end: async () => {} };

/**
 * Answers a request of git's smart HTTP with git's own `http-backend`, both ways streaming
 * (https://git-scm.com/docs/git-http-backend). When the client goes away in the middle of a push that has arrived
 * whole, git is let run to its end: the build in it goes on, as on the platform.
 */
export function serveGit(
  request: IncomingMessage,
  response: ServerResponse,
  { folder, env }: { folder: string; env: Environment },
): Backend {
  const call = parseCall(request);
  if (!call) {
    response.writeHead(404, { "Content-Type": "text/plain" }).end("Only git's smart HTTP is served here.\n");
    return none;
  }
  const cgi = cgiEnvironment(request, call, folder);
  const child = startChild({
    command: "git",
    args: ["http-backend"],
    cwd: folder,
    env: { ...env, ...cgi },
    stdin: "pipe",
  });
  passRequest(request, child);
  passResponse(response, child, () => {
    // A fetch has nobody to run for; a push runs on once it is all there.
    if (call.service === "git-upload-pack" || !request.complete) void killTree(child);
  });
  return { ended: child.closed.then(() => {}), end: async () => void (await killTree(child)) };
}

interface Call {
  readonly path: string;
  readonly query: string;
  readonly service: "git-upload-pack" | "git-receive-pack";
}

function parseCall({ method, url = "" }: IncomingMessage): Call | undefined {
  const [location = "", query = ""] = url.split("?", 2);
  const [, path, posted] = /^\/[^/]+(\/(?:info\/refs|(git-upload-pack|git-receive-pack)))$/.exec(location) ?? [];
  const asked = /^service=(git-upload-pack|git-receive-pack)$/.exec(query)?.[1];
  const service = posted === undefined ? asked : posted;
  const fits = method === (posted === undefined ? "GET" : "POST");
  if (path === undefined || !fits || (service !== "git-upload-pack" && service !== "git-receive-pack"))
    return undefined;
  return { path, query, service };
}

function cgiEnvironment({ method, headers }: IncomingMessage, { path, query }: Call, folder: string): Environment {
  const optional = {
    CONTENT_TYPE: headers["content-type"],
    CONTENT_LENGTH: headers["content-length"],
    HTTP_CONTENT_ENCODING: headers["content-encoding"],
    GIT_PROTOCOL: headers["git-protocol"]?.toString(),
  };
  const given = Object.entries(optional).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return {
    ...Object.fromEntries(given),
    GIT_PROJECT_ROOT: folder,
    GIT_HTTP_EXPORT_ALL: "1",
    PATH_INFO: path,
    QUERY_STRING: query,
    REQUEST_METHOD: method ?? "GET",
    REMOTE_USER: "heroku",
    REMOTE_ADDR: "127.0.0.1",
  };
}

function passRequest(request: IncomingMessage, child: Child): void {
  request.pipe(child.stdin);
  request.on("close", () => child.stdin.end());
}

function passResponse(response: ServerResponse, child: Child, onClientGone: () => void): void {
  let isClientHere = true;
  response.on("close", () => {
    if (response.writableFinished) return;
    isClientHere = false;
    onClientGone();
    child.stdout.unpipe(response).resume();
  });
  // What git says here is for the server's operator; a push gets its own messages by the side band.
  child.stderr.resume();
  readCgiHead(child.stdout, (head, rest) => {
    if (!isClientHere) child.stdout.resume();
    else answer(response, child, head, rest);
  });
}

function answer(response: ServerResponse, child: Child, head: CgiHead | undefined, rest: Buffer): void {
  if (!head) {
    response.writeHead(500, { "Content-Type": "text/plain" }).end("git gave no answer. Is it installed and in PATH?\n");
    return;
  }
  response.writeHead(head.status, head.headers);
  response.flushHeaders();
  response.write(rest);
  child.stdout.pipe(response, { end: false });
  // git's client waits for ever for the rest of an answer that ends too early but in good form.
  void child.closed.then((exit) => (exit.kind === "exited" ? response.end() : response.destroy()));
}
