import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { ask, rawRequest, read, startSetup } from "../setup.ts";

const get = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
const good = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

describe("what a process may answer", () => {
  for (const [name, answer, wanted] of [
    [
      "hints before the answer",
      `HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n${good}`,
      /^HTTP\/1\.1 200 OK[\s\S]*ok$/,
    ],
    ["100 that nobody asked for", `HTTP/1.1 100 Continue\r\n\r\n${good}`, /^HTTP\/1\.1 200 OK[\s\S]*ok$/],
    ["a body until the end", "HTTP/1.0 200 Fine\r\n\r\nall of it", /^HTTP\/1\.1 200 Fine\r\n[\s\S]*all of it/],
    [
      "304 with a length",
      "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n",
      /^HTTP\/1\.1 304 [\s\S]*Content-Length: 5/,
    ],
    ["204 with a body after it", "HTTP/1.1 204 No Content\r\n\r\nsmuggled", /^HTTP\/1\.1 204 (?![\s\S]*smuggled)/],
    [
      "bytes above ASCII in a header",
      "HTTP/1.1 200 \u00fc\r\nX-A: \u00c3\u00bc\r\nContent-Length: 0\r\n\r\n",
      /X-A: \u00c3\u00bc\r\n/,
    ],
    [
      "two lengths",
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok",
      /^HTTP\/1\.1 503 [\s\S]*H17/,
    ],
    [
      "another protocol that nobody asked for",
      "HTTP/1.1 101 No\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n",
      /^HTTP\/1\.1 503 [\s\S]*H17/,
    ],
    ["a status that is none", "HTTP/1.1 9999 Hm\r\n\r\n", /^HTTP\/1\.1 503 [\s\S]*H17/],
    ["a status below all", "HTTP/1.1 042 Hm\r\nContent-Length: 0\r\n\r\n", /^HTTP\/1\.1 503 [\s\S]*H17/],
    ["chunks that are none", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", /^HTTP\/1\.1 200 /],
    ["a head without end", `HTTP/1.1 200 OK\r\nX-A: ${"a".repeat(200_000)}`, /^HTTP\/1\.1 503 [\s\S]*H17/],
  ] as const) {
    test(name, async () => {
      await using at = await startSetup({ timeouts: { firstByte: 2000 } });
      at.webs.become([await at.servers.answering(answer)]);
      assert.match(await rawRequest(at.port, get), wanted);
      at.webs.become([await at.servers.answering(good)]);
      assert.match(await rawRequest(at.port, get), /ok$/, "the router goes on");
    });
  }
});

describe("what a client may send", () => {
  for (const [name, request, wanted] of [
    ["nonsense", "hello\r\n\r\n", /^HTTP\/1\.1 400 /],
    ["a head without end", `GET / HTTP/1.1\r\nHost: a\r\nX-A: ${"a".repeat(100_000)}`, /^HTTP\/1\.1 431 /],
    [
      "two lengths",
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
      /^HTTP\/1\.1 400 /,
    ],
    [
      "a length and chunks",
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      /^HTTP\/1\.1 400 /,
    ],
    [
      "an expectation that nobody meets",
      "GET / HTTP/1.1\r\nHost: a\r\nExpect: more\r\nConnection: close\r\n\r\n",
      /^HTTP\/1\.1 417 /,
    ],
    [
      "bytes above ASCII in the path",
      "GET /\u00c3\u00bc HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
      /^HTTP\/1\.1 400 /,
    ],
    [
      "a header that connections may not drop",
      "GET / HTTP/1.1\r\nHost: a\r\nCookie: c\r\nConnection: close, cookie\r\n\r\n",
      /cookie=c/,
    ],
  ] as const) {
    test(name, async () => {
      await using at = await startSetup();
      at.webs.become([
        await at.servers.http(({ url, headers }, response) => {
          response.writeHead(200, { connection: "close" });
          response.end(Buffer.from(`${url} cookie=${headers.cookie ?? "-"}`, "latin1"));
        }),
      ]);
      assert.match(await rawRequest(at.port, Buffer.from(request, "latin1")), wanted);
    });
  }

  test("HEAD tells the length and has no body", async () => {
    await using at = await startSetup();
    at.webs.become([await at.servers.http((_, response) => response.writeHead(200, { "content-length": 9 }).end())]);
    const answer = await rawRequest(at.port, "HEAD / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    assert.match(answer, /^HTTP\/1\.1 200 OK\r\n[\s\S]*content-length: 9\r\n[\s\S]*\r\n\r\n$/i);
  });

  test("HEAD without a process has the page's head alone", async () => {
    await using at = await startSetup();
    const answer = await rawRequest(at.port, "HEAD / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    assert.match(answer, /^HTTP\/1\.1 503 [\s\S]*\r\n\r\n$/);
    assert.doesNotMatch(answer, /<html/);
  });

  for (const method of ["GET", "DELETE", "OPTIONS", "POST"]) {
    test(`${method} whose length is said to be of the connection alone keeps its body as a body`, async () => {
      await using at = await startSetup();
      const seen: string[] = [];
      at.webs.become([
        await at.servers.http(async (incoming, response) => {
          seen.push(`${incoming.method} ${incoming.url} ${await read(incoming)}`);
          response.end();
        }),
      ]);
      const head = `${method} / HTTP/1.1\r\nHost: a\r\nConnection: close, content-length\r\nContent-Length: 4\r\n\r\n`;
      await rawRequest(at.port, `${head}body`);
      assert.deepEqual(seen, [`${method} / body`]);
    });
  }

  for (const [target, path] of [
    ["http://user:word@a:1?x", "/?x"],
    ["http://user:word@a", "/"],
    ["HTTPS://a/b?http://c", "/b?http://c"],
  ] as const) {
    test(`of ${target} the process gets ${path}`, async () => {
      await using at = await startSetup();
      at.webs.become([await at.servers.http(({ url }, response) => response.end(url))]);
      const answer = await rawRequest(at.port, `GET ${target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
      assert.ok(answer.endsWith(`\r\n${path}`), answer);
      assert.equal((await at.lines.line()).path, path);
    });
  }

  for (const behind of [
    "GET /2 HTTP/1.1\r\nHost: a\r\nUpgrade: own\r\nConnection: Upgrade\r\n\r\n",
    "GET /2 HTTP/1.1\r\nHost: a\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n",
    "CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n",
  ]) {
    test(`${behind.split("\r\n", 3).join(" ")} behind an answer that is not through ends that connection alone`, async () => {
      await using at = await startSetup();
      at.webs.become([
        await at.servers.http(({ url }, response) => {
          if (url === "/other") response.end("ok");
        }),
      ]);
      await rawRequest(at.port, `GET /1 HTTP/1.1\r\nHost: a\r\n\r\n${behind}`);
      assert.equal((await at.lines.line()).code, "H27");
      assert.equal((await ask(at, "/other")).body, "ok");
    });
  }
});
