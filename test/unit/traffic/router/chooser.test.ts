import assert from "node:assert/strict";
import { test } from "node:test";
import { createChooser } from "../../../../src/traffic/router/chooser.ts";

const all = ["web.1", "web.2", "web.3"].map((name) => ({ name, url: new URL("http://a"), isHeld: false }));
const none: ReadonlySet<string> = new Set();

test("nobody to choose from", () => {
  assert.equal(createChooser("random").choose([], none), undefined);
  assert.equal(createChooser("round-robin").choose(all, new Set(["web.1", "web.2", "web.3"])), undefined);
});

test("one that refused is left alone for five seconds, unless all did", () => {
  let now = 0;
  const chooser = createChooser("random", { random: () => 0, now: () => now });
  const name = (): string | undefined => chooser.choose(all, none)?.name;
  assert.equal(name(), "web.1");
  chooser.refused("web.1");
  assert.equal(name(), "web.2");
  now = 4999;
  assert.equal(name(), "web.2");
  chooser.refused("web.2");
  chooser.refused("web.3");
  now = 5000;
  assert.equal(name(), "web.1");
  now = 5001;
  chooser.refused("web.1");
  assert.equal(name(), "web.1");
});
