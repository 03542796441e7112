import { createWriteStream } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { pathOf } from "./api.ts";

/** One JSON line per request, without bodies, tokens, or paths that are secrets themselves. */
export interface RequestLog {
  follow(request: IncomingMessage, response: ServerResponse, requestId: string): void;
  close(): Promise<void>;
}

export function createRequestLog(file: string): RequestLog {
  const stream = createWriteStream(file, { flags: "a", mode: 0o600 });
  const connections = new WeakMap<Socket, number>();
  let lastConnection = 0;
  // A full disk must not end the sandbox.
  stream.on("error", () => {});

  function connectionOf(socket: Socket): number {
    const connection = connections.get(socket) ?? ++lastConnection;
    connections.set(socket, connection);
    return connection;
  }

  return {
    follow(request, response, requestId) {
      const started = performance.now();
      const connection = connectionOf(request.socket);
      response.once("close", () => {
        const line = {
          time: new Date().toISOString(),
          method: request.method,
          path: withoutSecrets(pathOf(request)),
          status: response.writableFinished ? response.statusCode : 0,
          ms: Math.round((performance.now() - started) * 10) / 10,
          bytes: Number(response.getHeader("content-length") ?? 0),
          conditional: request.headers["if-none-match"] !== undefined,
          range: request.headers.range ?? null,
          connection,
          requestId,
          userAgent: request.headers["user-agent"] ?? null,
        };
        stream.write(`${JSON.stringify(line)}\n`);
      });
    },
    close: () => new Promise((resolve) => stream.end(() => resolve())),
  };
}

/** The paths of streams, blobs and logins open without a token. */
function withoutSecrets(path: string): string {
  return path.replace(/^\/(streams\/output|streams|sources|slugs|auth\/browser|auth\/cli)\/.*/, "/$1/…");
}
