import assert from "node:assert/strict";
import { test } from "node:test";
import { choosePorts } from "../../../src/runner/free-ports.ts";
import type { Instance } from "../../../src/runner/plan.ts";

const instances: readonly Instance[] = [5000, 5001, 5100].map((port, index) => ({
  name: `web.${index + 1}`,
  type: "web",
  copy: index + 1,
  command: "",
  port,
}));

test("free ports stay as they are", async () => {
  const choice = await choosePorts(instances, { isAsked: true, isFree: async () => true });
  assert.deepEqual([choice.moved.size, choice.messages.length, choice.refused], [0, 0, false]);
});

test("a taken port that nobody asked for moves to the next that is free and nobody else's", async () => {
  const choice = await choosePorts(instances, {
    isAsked: false,
    isFree: async (port) => port !== 5000 && port !== 5002,
  });
  assert.deepEqual([...choice.moved], [["web.1", 5003]]);
  assert.equal(choice.refused, false);
  assert.match(choice.messages.join(), /port 5000 of web\.1 is taken by another program.*; it gets 5003\./);
});

test("a taken port that was asked for is refused", async () => {
  const choice = await choosePorts(instances, { isAsked: true, isFree: async (port) => port !== 5001 });
  assert.equal(choice.refused, true);
  assert.match(choice.messages.join(), /port 5001 of web\.2 is taken by another program.*choose another base with -p/);
});

test("without a free one it is refused too", async () => {
  const choice = await choosePorts(instances, { isAsked: false, isFree: async (port) => port > 5099 });
  assert.equal(choice.refused, true);
});
