import assert from "node:assert/strict";
import { PassThrough } from "node:stream";
import { test } from "node:test";
import { createFollowers } from "../../../../src/runner/control/followers.ts";
import { createOutputMemory } from "../../../../src/runner/output-memory.ts";

const megabyte = Buffer.alloc(1024 * 1024, "x");
const nothing = { recall: () => [] };

test("a copy waits for its slowest follower, the other copies do not", async () => {
  const followers = createFollowers(nothing);
  const [fast, slow] = [new PassThrough().resume(), new PassThrough()];
  for (const to of [fast, slow]) followers.follow("web.1", to);
  for (let count = 0; count < 3; count++) followers.hear({ kind: "lines", name: "web.1", bytes: megabyte });
  const waiting = followers.ready("web.1");
  assert.ok(waiting);
  assert.equal(followers.ready("worker.1"), undefined);
  slow.resume();
  await waiting;
  assert.equal(followers.ready("web.1"), undefined);
});

test("a follower that goes away holds nothing up", async () => {
  const followers = createFollowers(nothing);
  const slow = new PassThrough();
  followers.follow("web.1", slow);
  for (let count = 0; count < 3; count++) followers.hear({ kind: "lines", name: "web.1", bytes: megabyte });
  const waiting = followers.ready("web.1");
  slow.destroy();
  await waiting;
  assert.equal(followers.ready("web.1"), undefined);
});

test("bytes that the runner uses again are not those that were handed over", async () => {
  const followers = createFollowers(nothing);
  const to = new PassThrough();
  followers.follow("web.1", to);
  const bytes = Buffer.from("one\n");
  followers.hear({ kind: "lines", name: "web.1", bytes });
  bytes.fill("x");
  assert.equal(String(to.read()), "one\n");
});

test("it begins with the output that is remembered, without the runner's words", () => {
  const memory = createOutputMemory(() => new Date());
  memory.keep({ kind: "said", name: "web.1", message: "started" });
  memory.keep({ kind: "lines", name: "web.1", bytes: Buffer.from("before\n") });
  memory.keep({ kind: "lines", name: "web.2", bytes: Buffer.from("of another\n") });
  const to = new PassThrough();
  createFollowers(memory).follow("web.1", to);
  assert.equal(String(to.read()), "before\n");
});
