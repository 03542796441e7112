import assert from "node:assert/strict";
import { appendFile, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import type { RecordedRequest } from "../../../../src/traffic/recording/format.ts";
import { openRecording } from "../../../../src/traffic/recording/open-recording.ts";
import { ask, rawRequest, read, type Setup, startSetup } from "../setup.ts";

let folder = "";
let count = 0;
const newFile = (): string => path.join(folder, `${count++}.jsonl`);

before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "recording-"));
});
after(() => rm(folder, { recursive: true }));

test("a recording holds each request and its answer, and no secret", async () => {
  await using at = await startSetup();
  await echo(at);
  const file = newFile();
  await ask(at, "/before");
  await at.traffic.record(file);
  await ask(at, "/a?token=hunter2", {
    headers: { Cookie: "sid=hunter2", "X-Own": "1", authorization: "Bearer hunter2" },
  });
  await ask(at, "/b", {
    method: "POST",
    body: '{"password":"hunter2"}',
    headers: { "content-type": "application/json" },
  });
  await ask(at, "/c", { method: "PUT", body: Buffer.from([255, 0]) });
  await at.lines.line(4);
  assert.equal(at.traffic.status().recording, file);
  assert.equal(at.traffic.status().recorded, 3);
  await at.traffic.stopRecording();
  await ask(at, "/after");
  assert.equal(at.traffic.status().recording, null);
  const text = await readFile(file, "utf8");
  assert.doesNotMatch(text, /hunter2/);
  const [head, ...lines] = text.trimEnd().split("\n");
  assert.deepEqual(Object.keys(JSON.parse(head ?? "")), ["format", "version", "startedAt"]);
  const requests = lines.map((line) => JSON.parse(line) as RecordedRequest);
  assert.deepEqual(
    requests.map(({ method, path: way, body }) => ({ method, way, body })),
    [
      { method: "GET", way: "/a?token=SCRUBBED", body: null },
      { method: "POST", way: "/b", body: { text: '{"password":"SCRUBBED"}' } },
      { method: "PUT", way: "/c", body: { base64: "/wA=" } },
    ],
  );
  const [first] = requests;
  assert.deepEqual(
    first?.headers.find(([name]) => name === "X-Own"),
    ["X-Own", "1"],
  );
  assert.equal(first?.answer.status, 200);
  assert.ok((first?.answer.service ?? 0) >= (first?.answer.firstByte ?? 1));
  assert.equal(first?.id, (await at.lines.line(2)).requestId);
});

test("only this user can read it", { skip: process.platform === "win32" }, async () => {
  await using at = await startSetup();
  const file = newFile();
  await at.traffic.record(file);
  assert.equal((await stat(file)).mode & 0o777, 0o600);
});

test("a file that is there is not touched, and one recording is enough", async () => {
  await using at = await startSetup();
  const file = newFile();
  await writeFile(file, "mine");
  await assert.rejects(at.traffic.record(file), /is there already/);
  assert.equal(await readFile(file, "utf8"), "mine");
  await assert.rejects(at.traffic.record(path.join(folder, "no", "folder")), /could not be written/);
  await at.traffic.record(newFile());
  await assert.rejects(at.traffic.record(newFile()), /under way already/);
});

test("two that ask at once get one recording", async () => {
  await using at = await startSetup();
  const results = await Promise.allSettled([at.traffic.record(newFile()), at.traffic.record(newFile())]);
  assert.ok(results.some(({ status }) => status === "fulfilled"));
  await at.traffic.stopRecording();
  assert.equal(at.traffic.status().recording, null);
});

test("a body that is too long, or breaks off, is not kept; the request is", async () => {
  await using at = await startSetup();
  await echo(at);
  const file = newFile();
  await at.traffic.record(file);
  const length = 3_000_000;
  assert.equal((await ask(at, "/", { method: "POST", body: Buffer.alloc(length) })).body.length, length);
  const came = Promise.withResolvers<void>();
  at.webs.become([await at.servers.http((request) => void request.once("data", () => came.resolve()))]);
  const client = connect(at.port, "127.0.0.1").on("error", () => {});
  client.write("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhalf");
  await came.promise;
  client.destroy();
  await at.lines.line(2);
  await at.traffic.stopRecording();
  const [, long, half] = (await readFile(file, "utf8")).split("\n");
  assert.deepEqual(JSON.parse(long ?? "").body, { omitted: "too long", bytes: length });
  assert.deepEqual(JSON.parse(half ?? "").body, { omitted: "incomplete", bytes: 4 });
});

test("a WebSocket is one line, marked as such", async () => {
  await using at = await startSetup();
  at.webs.become([
    await at.servers.answering("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"),
  ]);
  const file = newFile();
  await at.traffic.record(file);
  await rawRequest(at.port, "GET /chat HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
  await at.lines.line();
  await at.traffic.stopRecording();
  const [, line] = (await readFile(file, "utf8")).split("\n");
  const { upgrade, path: way, answer } = JSON.parse(line ?? "");
  assert.deepEqual([upgrade, way, answer.status], [true, "/chat", 101]);
});

test("a recording is read in the order of the requests, without lines that are none", async () => {
  const file = newFile();
  const line = (at: number) =>
    JSON.stringify({
      at,
      id: `id-${at}`,
      method: "GET",
      path: "/ü",
      headers: [],
      body: null,
      answer: { status: 200, service: 1 },
    });
  await writeFile(file, `{"format":"heroku-workbench-traffic","version":1}\n${line(30)}\n{"at":1}\n${line(10)}\n`);
  await appendFile(file, line(20).slice(0, 40));
  const recording = await openRecording(file);
  try {
    assert.equal(recording.unreadable, 2);
    const ids = await Promise.all(recording.places.map(async (place) => (await recording.read(place)).id));
    assert.deepEqual(ids, ["id-10", "id-30"]);
  } finally {
    await recording.close();
  }
});

for (const [name, text, words] of [
  ["empty", "", /is empty/],
  ["something else", "hello\n", /is no recording/],
  ["other JSON", '{"a":1}\n', /is no recording/],
  ["of a later version", '{"format":"heroku-workbench-traffic","version":2}\n', /of version 2/],
  ["one line without an end", "x".repeat(20_000_000), /is no recording/],
] as const) {
  test(`a file that is ${name} is refused`, async () => {
    const file = newFile();
    await writeFile(file, text);
    await assert.rejects(openRecording(file), words);
  });
}

async function echo(at: Setup): Promise<void> {
  at.webs.become([
    await at.servers.http(async (request, response) => {
      response.end(await read(request).catch(() => ""));
    }),
  ]);
}
