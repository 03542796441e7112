import assert from "node:assert/strict";
import { test } from "node:test";
import vm from "node:vm";
import { frame } from "../../../../src/editor/info/frame.ts";

const page = frame({ title: "<shop>", nonce: "abc123", loading: "Loading…" });

test("the document allows its own style and script and nothing else", () => {
  const policy = /Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1] ?? "";
  assert.match(policy, /^default-src 'none'; style-src 'nonce-abc123'; script-src 'nonce-abc123';/);
  assert.doesNotMatch(page, /https?:|\bon[a-z]+="|unsafe/);
  assert.match(page, /<title>&#60;shop&#62;<\/title>/);
  assert.match(page, /<html lang="en">/);
});

test("its script is one that a browser can read", () => {
  const script = /<script nonce="abc123">([\s\S]*)<\/script>/.exec(page)?.[1] ?? "";
  assert.ok(new vm.Script(script));
});
