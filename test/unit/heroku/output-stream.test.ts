import assert from "node:assert/strict";
import type { RequestListener } from "node:http";
import { type TestContext, test } from "node:test";
import { createClient } from "../../../src/heroku/client.ts";
import { readOutput } from "../../../src/heroku/output-stream.ts";
import { createNodeFetch } from "../../../src/heroku/transports/node-fetch.ts";
import { serve } from "./http-server.ts";

async function linesOf(t: TestContext, answer: RequestListener): Promise<string[]> {
  const { url } = await serve(t, answer);
  const { transport, close } = createNodeFetch();
  t.after(close);
  const client = createClient({ apiUrl: url, token: "never-sent", transport, userAgent: "test" });
  const lines: string[] = [];
  const signal = AbortSignal.timeout(10_000);
  for await (const line of readOutput(client, `${url}/stream/secret`, { signal, pause: 1 })) lines.push(line);
  return lines;
}

test("output comes line by line, without the null bytes of a silent stream, and without our token", async (t) => {
  const lines = await linesOf(t, (request, response) => {
    assert.equal(request.headers.authorization, undefined);
    response.write("one\ntw");
    response.end("o\0\0\nlast");
  });
  assert.deepEqual(lines, ["one", "two", "last"]);
});

test("a connection that breaks is taken up where it was", async (t) => {
  const whole = Buffer.from("first line\nsecond line\nthird line\n");
  let calls = 0;
  const lines = await linesOf(t, (request, response) => {
    calls += 1;
    const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? "")?.[1]);
    response.writeHead(from > 0 ? 206 : 200, { "Content-Length": whole.length - from });
    if (calls > 1) return response.end(whole.subarray(from));
    return response.write(whole.subarray(0, 15), () => request.socket.destroy());
  });
  assert.deepEqual([lines, calls], [["first line", "second line", "third line"], 2]);
});

test("a host that begins anew says nothing twice", async (t) => {
  let calls = 0;
  const lines = await linesOf(t, (request, response) => {
    calls += 1;
    response.writeHead(200, { "Content-Length": 8 });
    if (calls > 1) response.end("one\ntwo\n");
    else response.write("one\nt", () => request.socket.destroy());
  });
  assert.deepEqual(lines, ["one", "two"]);
});

test("a stream that is not there is an error that does not name its address", async (t) => {
  await assert.rejects(
    linesOf(t, (_, response) => response.writeHead(404).end()),
    (error) => error instanceof Error && !error.message.includes("secret"),
  );
});
