import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";

export interface Front {
  readonly port: number;
  close(): void;
}

export interface FrontOptions {
  /** Port of the VS Code server on 127.0.0.1. */
  readonly target: number;
  /** Wanted port; when it is taken, or 0, a free one. */
  readonly port: number;
  /** 32 bytes with which the workbench encrypts its secrets; the same bytes let them survive a reload. */
  readonly secretKey: Buffer;
  /** The server's connection token, which it keeps in a cookie. */
  readonly token: string;
}

/**
 * Stands before the VS Code server, which runs code for whoever reaches it: lets only this machine's own pages in
 * (Host and Origin must be a loopback name with our port) and answers `/mint-key`, which the server itself refuses.
 */
export async function startFront({ target, port, secretKey, token }: FrontOptions): Promise<Front> {
  const sockets = new Set<Socket>();
  const server = createServer((incoming, response) => {
    if (!isOurs(incoming, portOf(server))) return refuse(response);
    if (incoming.method === "POST" && incoming.url === "/mint-key") {
      if (!hasToken(incoming, token)) return refuse(response);
      return void response.writeHead(200, { "content-type": "application/octet-stream" }).end(secretKey);
    }
    const local = loopbackAddress(incoming);
    if (local) return void response.writeHead(307, { location: local }).end();
    forward(incoming, response, target);
  });
  server.on("upgrade", (incoming: IncomingMessage, socket: Socket, head: Buffer) => {
    if (isOurs(incoming, portOf(server))) tunnel(incoming, socket, head, target);
    else socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => sockets.delete(socket));
  });
  await listen(server, port);
  const close = (): void => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  return { port: portOf(server), close };
}

function isOurs(incoming: IncomingMessage, port: number): boolean {
  const names = ["127.0.0.1", "localhost", "[::1]"].map((name) => `${name}:${port}`);
  const { host, origin } = incoming.headers;
  if (!names.includes(host ?? "")) return false;
  return origin === undefined || names.some((name) => origin === `http://${name}`);
}

function hasToken({ headers }: IncomingMessage, token: string): boolean {
  return (headers.cookie ?? "").split(/;\s*/).includes(`vscode-tkn=${token}`);
}

/** The workbench turns `http://localhost:P/x` into `/proxy/P/x`, for editors on another machine; ours is on this one. */
function loopbackAddress({ method, url = "" }: IncomingMessage): string | undefined {
  const found = /^\/proxy\/(\d{1,5})(\/.*)?$/.exec(url);
  return method === "GET" && found ? `http://127.0.0.1:${found[1]}${found[2] ?? "/"}` : undefined;
}

function refuse(response: ServerResponse): void {
  response
    .writeHead(403, { "content-type": "text/plain" })
    .end("Only pages of this address may talk to this editor.\n");
}

function forward(incoming: IncomingMessage, response: ServerResponse, port: number): void {
  const { method, url, headers } = incoming;
  const outgoing = request({ host: "127.0.0.1", port, method, path: url, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  outgoing.on("error", () => (response.headersSent ? response.destroy() : response.writeHead(502).end()));
  response.on("close", () => outgoing.destroy());
  incoming.pipe(outgoing);
}

function tunnel(incoming: IncomingMessage, socket: Socket, head: Buffer, port: number): void {
  const upstream = connect(port, "127.0.0.1", () => {
    upstream.write(requestHead(incoming));
    upstream.write(head);
    upstream.pipe(socket).pipe(upstream);
  });
  upstream.on("error", () => socket.destroy());
  upstream.on("close", () => socket.destroy());
  socket.on("close", () => upstream.destroy());
}

function requestHead({ method, url, rawHeaders }: IncomingMessage): string {
  const lines = [`${method} ${url} HTTP/1.1`];
  for (let index = 0; index < rawHeaders.length; index += 2)
    lines.push(`${rawHeaders[index]}: ${rawHeaders[index + 1]}`);
  return `${lines.join("\r\n")}\r\n\r\n`;
}

async function listen(server: Server, wanted: number): Promise<void> {
  try {
    await listenOn(server, wanted);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EADDRINUSE")) throw error;
    await listenOn(server, 0);
  }
}

function listenOn(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve();
    });
  });
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
