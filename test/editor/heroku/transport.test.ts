import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import * as vscode from "vscode";
import { createClient } from "../../../src/heroku/client.ts";
import { streamLogs } from "../../../src/heroku/log-stream.ts";
import { globalFetch } from "../../../src/heroku/transports/global-fetch.ts";

describe("the transport in the extension host", () => {
  const open: Server[] = [];
  const userAgent = "heroku-workbench/0.0.0";

  afterEach(() => {
    for (const server of open.splice(0)) server.close().closeAllConnections();
  });

  it("opens at most two connections for ten GETs, with the settings as they come", async () => {
    assert.equal(vscode.workspace.getConfiguration("http").get("proxySupport"), "override");
    const { server, url } = await listen((_, response) => json(response, { id: "me" }));
    const connections = countConnections(server);
    const client = createClient({ apiUrl: url, token: "token", transport: globalFetch, userAgent });
    for (let index = 0; index < 10; index++) await client.get("/account");
    assert.ok(connections() <= 2, `${connections()} connections`);
  });

  it("goes through http.proxy", async () => {
    const { server, url } = await listen((request, response) => json(response, { reached: request.url }));
    const asked: string[] = [];
    server.on("request", (request) => asked.push(request.url ?? ""));
    server.on("connect", (request, socket: Socket) => {
      asked.push(request.url ?? "");
      socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
    });
    const http = vscode.workspace.getConfiguration("http");
    await http.update("proxy", url, vscode.ConfigurationTarget.Global);
    try {
      await globalFetch({
        method: "GET",
        url: "http://workbench.invalid/account",
        headers: {},
        signal: AbortSignal.timeout(10_000),
      }).catch(() => undefined);
      assert.equal(asked.length, 1);
      assert.match(asked[0] ?? "", /workbench\.invalid/);
    } finally {
      await http.update("proxy", undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it("ends a log stream that is cancelled", async () => {
    const closed = new Promise<void>((resolve) => {
      void listen((request, response) => {
        if (request.method === "POST") {
          const { port } = request.socket.address() as AddressInfo;
          json(response, { logplex_url: `http://127.0.0.1:${port}/stream`, created_at: "" }, 201);
          return;
        }
        response.on("close", resolve);
        response.writeHead(200, { "Content-Type": "text/plain" }).write("line\n");
      }).then(({ url }) => readOne(url));
    });
    await closed;

    async function readOne(apiUrl: string): Promise<void> {
      const stop = new AbortController();
      const client = createClient({ apiUrl, token: "token", transport: globalFetch, userAgent });
      for await (const { lines } of streamLogs(client, "demo", { lines: 1, tail: true, signal: stop.signal })) {
        assert.deepEqual(lines, ["line"]);
        stop.abort();
      }
    }
  });

  async function listen(listener: RequestListener): Promise<{ server: Server; url: string }> {
    const server = createServer(listener);
    open.push(server);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
  }
});

function countConnections(server: Server): () => number {
  let count = 0;
  server.on("connection", () => {
    count++;
  });
  return () => count;
}

function json(response: Parameters<RequestListener>[1], body: unknown, status = 200): void {
  response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
}
