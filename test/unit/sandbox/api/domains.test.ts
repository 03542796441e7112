import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createAppAddresses } from "../../../../src/sandbox/router/app-addresses.ts";
import { type Api, startApi } from "./api-fixture.ts";

let api: Api;
before(async () => {
  api = await startApi();
  for (const name of ["shop", "blog"]) await api.call("POST", "/apps", { name });
});
after(async () => {
  assert.deepEqual(api.errors, []);
  await api.close();
});

const add = (app: string, hostname: unknown) =>
  api.call("POST", `/apps/${app}/domains`, { hostname, sni_endpoint: null });

test("a custom domain has a target, is found by its name, and goes", async () => {
  const { status, body } = await add("shop", "WWW.Example.com");
  assert.deepEqual([status, body["hostname"], body["kind"]], [201, "www.example.com", "custom"]);
  assert.match(String(body["cname"]), /^[a-z]+-[a-z]+-[0-9a-f]{24}\.herokudns\.com$/);
  assert.equal((await api.call("GET", "/apps/shop/domains/www.example.com")).body["id"], body["id"]);
  assert.deepEqual(
    (await api.call("GET", "/apps/shop/domains", undefined, { range: "hostname .." })).list.map(({ kind }) => kind),
    ["heroku", "custom"],
  );
  const path = `/apps/shop/domains/${String(body["id"])}`;
  const changed = await api.call("PATCH", path, { sni_endpoint: "akita-12345" });
  assert.equal((changed.body["sni_endpoint"] as { name: string }).name, "akita-12345");
  assert.equal((await api.call("DELETE", path)).status, 200);
  assert.equal((await api.call("GET", path)).status, 404);
});

test("a domain belongs to one app", async () => {
  await add("shop", "taken.example.com");
  assert.equal((await add("shop", "taken.example.com")).body["message"], "Domain already added to this app.");
  assert.equal(
    (await add("blog", "TAKEN.example.com")).body["message"],
    "taken.example.com is currently in use by another app.",
  );
});

test("the domain of an app's name stays", async () => {
  assert.equal((await api.call("DELETE", "/apps/shop/domains/shop.localhost")).status, 422);
});

const bad = [
  "",
  "localhost",
  "a b.com",
  "-a.example.com",
  "a..com",
  "1.2.3.4",
  "x.herokuapp.com",
  `${"a".repeat(64)}.com`,
  7,
  null,
];
for (const hostname of bad) {
  test(`${JSON.stringify(hostname)} is refused`, async () =>
    assert.deepEqual([(await add("shop", hostname)).status], [422]));
}

test("the router finds an app by its custom domains", async () => {
  const addresses = createAppAddresses(api.parts.store);
  assert.equal(addresses.byHost("our-shop.localhost:5181"), undefined);
  await add("shop", "our-shop.localhost");
  await add("blog", "*.blogs.localhost");
  assert.equal(addresses.byHost("our-shop.localhost:5181")?.name, "shop");
  assert.equal(addresses.byHost("any.blogs.localhost")?.name, "blog");
  await api.call("DELETE", "/apps/shop/domains/our-shop.localhost");
  assert.equal(addresses.byHost("our-shop.localhost:5181"), undefined);
});
