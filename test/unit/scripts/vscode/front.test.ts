import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type OutgoingHttpHeaders, request, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { text } from "node:stream/consumers";
import { after, before, describe, test } from "node:test";
import { type Front, startFront } from "../../../../scripts/vscode/front.ts";

const secretKey = Buffer.alloc(32, 7);

describe("the front of the VS Code server", () => {
  let behind: Server;
  let front: Front;

  before(async () => {
    behind = createServer((incoming, response) => {
      response.end(`${incoming.method} ${incoming.url} for ${incoming.headers.host}`);
    });
    behind.on("upgrade", (_, socket: Socket) => {
      socket.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: echo\r\nConnection: Upgrade\r\n\r\n");
      socket.pipe(socket);
    });
    behind.listen(0, "127.0.0.1");
    await once(behind, "listening");
    front = await startFront({ target: (behind.address() as AddressInfo).port, port: 0, secretKey, token: "secret" });
  });
  after(() => {
    front.close();
    behind.close();
  });

  test("passes requests on, under each loopback name", async () => {
    for (const name of ["127.0.0.1", "localhost", "[::1]"]) {
      const host = `${name}:${front.port}`;
      assert.equal((await ask("GET", "/x?y=1", { host, origin: `http://${host}` })).body, `GET /x?y=1 for ${host}`);
    }
  });

  test("refuses another host and another origin", async () => {
    const host = `localhost:${front.port}`;
    const foreign: OutgoingHttpHeaders[] = [
      { host: "localhost" },
      { host: `example.com:${front.port}` },
      { host: `localhost.example.com:${front.port}` },
      { host, origin: "http://example.com" },
      { host, origin: "http://localhost:1" },
      { host, origin: "null" },
    ];
    for (const headers of foreign) assert.equal((await ask("GET", "/", headers)).status, 403, JSON.stringify(headers));
  });

  test("gives the key only to who has the token", async () => {
    const host = `localhost:${front.port}`;
    assert.equal((await ask("POST", "/mint-key", { host })).status, 403);
    assert.equal((await ask("POST", "/mint-key", { host, cookie: "vscode-tkn=guess" })).status, 403);
    assert.equal(
      (await ask("POST", "/mint-key", { host, cookie: "a=b; vscode-tkn=secret" })).body,
      secretKey.toString(),
    );
  });

  test("sends the browser to a port of this machine", async () => {
    const host = `localhost:${front.port}`;
    assert.equal((await ask("GET", "/proxy/5000/a/b?c=d", { host })).location, "http://127.0.0.1:5000/a/b?c=d");
    assert.equal((await ask("GET", "/proxy/5000", { host })).location, "http://127.0.0.1:5000/");
    assert.equal((await ask("GET", "/proxy/evil.example/", { host })).location, undefined);
  });

  test("tunnels what upgrades, but not for another site", async () => {
    const host = `localhost:${front.port}`;
    assert.equal(await echo({ host, origin: `http://${host}` }), "hello");
    assert.equal(await echo({ host, origin: "http://example.com" }), "403");
  });

  test("takes a free port when the wanted one is taken", async () => {
    const other = await startFront({ target: 1, port: front.port, secretKey, token: "secret" });
    assert.notEqual(other.port, front.port);
    other.close();
  });

  async function ask(
    method: string,
    path: string,
    headers: OutgoingHttpHeaders,
  ): Promise<{ status: number | undefined; location: string | undefined; body: string }> {
    const outgoing = request({ host: "127.0.0.1", port: front.port, method, path, headers, agent: false }).end();
    const [answer] = await once(outgoing, "response");
    return { status: answer.statusCode, location: answer.headers.location, body: await text(answer) };
  }

  async function echo(headers: OutgoingHttpHeaders): Promise<string> {
    const upgrade = { ...headers, connection: "Upgrade", upgrade: "echo" };
    const outgoing = request({ host: "127.0.0.1", port: front.port, headers: upgrade, agent: false }).end();
    const refused = once(outgoing, "response").then(([answer]) => String(answer.resume().statusCode));
    const tunneled = once(outgoing, "upgrade").then(async ([, socket]: unknown[]) => {
      const tunnel = socket as Socket;
      tunnel.write("hello");
      const [data] = await once(tunnel, "data");
      tunnel.destroy();
      return String(data);
    });
    return Promise.race([refused, tunneled]);
  }
});
