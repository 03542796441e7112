import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtemp, rm, symlink } from "node:fs/promises";
import http from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { type TestContext, test } from "node:test";
import { createOutputs } from "../../../../src/sandbox/outputs/outputs.ts";
import type { Outputs, Places } from "../../../../src/sandbox/parts.ts";

const world = { now: () => new Date(), uuid: () => crypto.randomUUID() };

async function openOutputs(t: TestContext): Promise<{ outputs: Outputs; places: Places; url: string }> {
  const root = await mkdtemp(path.join(os.tmpdir(), "outputs "));
  t.after(() => rm(root, { recursive: true, force: true }));
  const places = { outputs: path.join(root, "outputs") } as Places;
  const outputs = createOutputs({ places, world });
  const server = http.createServer((request, response) => outputs.handle(request, response)).listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { outputs, places, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

function followed(outputs: Outputs, id: string, from = 0): Readable {
  const stream = outputs.follow(id, from);
  assert.ok(stream);
  return stream;
}

test("an output is followed while it grows and ends with it", async (t) => {
  const { outputs } = await openOutputs(t);
  const output = outputs.create();
  output.write("one\n");
  const stream = followed(outputs, output.id);
  const [first] = await once(stream, "data");
  assert.equal(String(first), "one\n");
  output.write("two\n");
  const [second] = await once(stream, "data");
  assert.equal(String(second), "two\n");
  const rest = once(stream, "end");
  output.write("");
  output.end();
  output.write("after the end");
  await rest;
  assert.equal(await text(followed(outputs, output.id)), "one\ntwo\n");
  assert.equal(await text(followed(outputs, output.id, 4)), "two\n");
});

test("a full disk ends what is kept of an output, and nothing else", {
  skip: process.platform !== "linux",
}, async (t) => {
  const { outputs, places } = await openOutputs(t);
  const id = world.uuid();
  await symlink("/dev/full", path.join(places.outputs, `${id}.log`));
  const output = outputs.create(id);
  output.write("one\n");
  output.write("two\n");
  output.end();
});

test("many readers see every byte of a large output", async (t) => {
  const { outputs } = await openOutputs(t);
  const output = outputs.create();
  const readers = Array.from({ length: 20 }, () => text(followed(outputs, output.id)));
  const expected = Array.from({ length: 5000 }, (_, line) => `line ${line} é\n`).join("");
  for (const line of expected.split(/(?<=\n)/)) output.write(line);
  output.end();
  for (const seen of await Promise.all(readers)) assert.equal(seen, expected);
});

test("a reader that goes away leaves no listener behind", async (t) => {
  const { outputs } = await openOutputs(t);
  const output = outputs.create();
  const stream = followed(outputs, output.id);
  stream.resume();
  stream.destroy();
  await once(stream, "close");
  output.write("x");
  output.end();
  assert.equal(await text(followed(outputs, output.id)), "x");
});

test("an output of an earlier run has ended", async (t) => {
  const { outputs, places } = await openOutputs(t);
  const output = outputs.create("11111111-1111-4111-8111-111111111111");
  output.write("half");
  assert.equal(await text(followed(createOutputs({ places, world }), output.id)), "half");
  output.end();
});

test("text/plain streams live and resumes by Range", async (t) => {
  const { outputs, url } = await openOutputs(t);
  const output = outputs.create();
  const live = await fetch(url + output.path);
  assert.equal(live.headers.get("content-type"), "text/plain; charset=utf-8");
  output.write("hello ");
  output.write("world\n");
  output.end();
  assert.equal(await live.text(), "hello world\n");
  const rest = await fetch(url + output.path, { headers: { Range: "bytes=6-" } });
  assert.equal(rest.status, 206);
  assert.equal(rest.headers.get("content-range"), "bytes 6-11/12");
  assert.equal(await rest.text(), "world\n");
  assert.equal((await fetch(url + output.path, { headers: { Range: "bytes=12-" } })).status, 416);
});

test("server-sent events carry whole lines and resume by id", async (t) => {
  const { outputs, url } = await openOutputs(t);
  const output = outputs.create();
  const accept = { Accept: "text/event-stream" };
  const live = await fetch(url + output.path, { headers: accept });
  output.write(Buffer.from("caf\u00e9\nhal").subarray(0, 4));
  output.write(Buffer.from("caf\u00e9\nhal").subarray(4));
  output.write("f\nend");
  output.end();
  const events = await live.text();
  const data = events
    .split("\n\n")
    .map((event) => [...event.matchAll(/^data: (.*)$/gm)].map(([, line]) => line).join("\n"));
  assert.equal(data.join(""), "caf\u00e9\nhalf\nend");
  const middle = /^id: (\d+)$/m.exec(events)?.[1] ?? "";
  const rest = await fetch(url + output.path, { headers: { ...accept, "Last-Event-Id": middle } });
  assert.doesNotMatch(await rest.text(), /caf/);
  const over = await fetch(url + output.path, { headers: { ...accept, "Last-Event-Id": "14" } });
  assert.equal(over.status, 204);
});

test("unknown outputs and paths that lead outside are 404", async (t) => {
  const { url, outputs } = await openOutputs(t);
  for (const id of ["22222222-2222-4222-8222-222222222222", "..%2F..%2Fsecret", "x"]) {
    assert.equal((await fetch(`${url}/streams/output/${id}`)).status, 404);
  }
  assert.equal(outputs.follow("../../etc/passwd"), undefined);
});
