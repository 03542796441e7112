import assert from "node:assert/strict";
import { once } from "node:events";
import { after, before, test } from "node:test";
import { server } from "../server.js";

let address;

before(async () => {
  server.listen(0);
  await once(server, "listening");
  address = `http://127.0.0.1:${server.address().port}`;
});
after(() => server.close());

test("the start page, and again only when it has changed", async () => {
  const first = await fetch(address);
  assert.match(await first.text(), /<h1>/);
  const second = await fetch(address, { headers: { "If-None-Match": first.headers.get("etag") } });
  assert.equal(second.status, 304);
});

test("nothing outside of public", async () => {
  for (const path of ["/server.js", "/..%2fpackage.json", "/%2e%2e/package.json"]) {
    assert.equal((await fetch(address + path)).status, 404, path);
  }
});
