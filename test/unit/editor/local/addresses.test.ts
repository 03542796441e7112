import assert from "node:assert/strict";
import { test } from "node:test";
import { isHere, originOf } from "../../../../src/editor/local/addresses.ts";
import { soundsLikeProduction } from "../../../../src/editor/local/app-stage.ts";

const origins: [text: string, origin: string | undefined][] = [
  ["http://localhost:3000", "http://localhost:3000"],
  [" https://Staging.Example.com/ ", "https://staging.example.com"],
  ["https://example.com/path", undefined],
  ["https://example.com/?q=1", undefined],
  ["https://bob:secret@example.com", undefined],
  ["ftp://example.com", undefined],
  ["example.com", undefined],
  ["file:///etc/passwd", undefined],
  ["", undefined],
];
for (const [text, origin] of origins) test(`an address: ${text}`, () => assert.equal(originOf(text), origin));

const places: [url: string, isHere: boolean][] = [
  ["http://localhost:5000", true],
  ["http://shop.localhost:5000", true],
  ["http://127.0.0.1:5000", true],
  ["http://[::1]:5000", true],
  ["http://localhost.example.com", false],
  ["http://127.0.0.1.example.com", false],
  ["https://notlocalhost", false],
  ["http://10.0.0.1", false],
];
for (const [url, here] of places) test(`on this computer: ${url}`, () => assert.equal(isHere(url), here));

const names: [name: string, sounds: boolean][] = [
  ["shop-production", true],
  ["shop-prod", true],
  ["prod-shop-eu", true],
  ["shop-live", true],
  ["shop-products", false],
  ["delivery", false],
  ["shop-staging", false],
];
for (const [name, sounds] of names) {
  test(`called like production: ${name}`, () => assert.equal(soundsLikeProduction(name), sounds));
}
