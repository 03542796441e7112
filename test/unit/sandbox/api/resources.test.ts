import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { changeConfigVars } from "../../../../src/sandbox/actions/change-config-vars.ts";
import { type Api, startApi } from "./api-fixture.ts";

let api: Api;
before(async () => {
  api = await startApi();
  await api.deploy("shop", { web: "node web.js", worker: "node worker.js", release: "true" });
});
after(async () => {
  assert.deepEqual(api.errors, []);
  await api.close();
});

const outcome = async (method: string, path: string, body?: unknown) => {
  const answer = await api.call(method, path, body);
  return [answer.status, answer.body["id"]];
};
const email = () => api.parts.store.accounts.self().email;

test("a new app has two releases, its owner, its addresses, and says so in its log", async () => {
  const start = api.logged.length;
  const { status, body: app } = await api.call("POST", "/apps", {
    name: "fresh",
    region: { name: "eu" },
    stack: "heroku-22",
  });
  assert.equal(status, 201);
  assert.equal(app["git_url"], `${api.url}/fresh.git`);
  assert.equal(app["web_url"], "http://fresh.localhost:5181/");
  assert.deepEqual(
    (await api.call("GET", "/apps/fresh/releases")).list.map((release) => [release["version"], release["description"]]),
    [
      [1, "Initial release"],
      [2, "Enable Logplex"],
    ],
  );
  assert.deepEqual(api.logged.slice(start), [
    `api Initial release by user ${email()}`,
    `api Release v1 created by user ${email()}`,
    `api Enable Logplex by user ${email()}`,
    `api Release v2 created by user ${email()}`,
  ]);
  assert.equal((await api.call("GET", `/apps/${String(app["id"])}`)).body["name"], "fresh");
});

const badNames = ["ab", "Fresh", "1fresh", "fresh-", "fr_esh", "x".repeat(31), "", "ünder", "a b c", "../../x"];
for (const name of badNames) {
  test(`the name ${JSON.stringify(name)} is refused`, async () =>
    assert.deepEqual(await outcome("POST", "/apps", { name }), [422, "invalid_params"]));
}

test("a taken name is refused, on create and on rename; without one a name is made up", async () => {
  const taken = await api.call("POST", "/apps", { name: "shop" });
  assert.deepEqual([taken.status, taken.body["message"]], [422, "Name shop is already taken"]);
  const { body } = await api.call("POST", "/apps");
  assert.match(String(body["name"]), /^[a-z]+-[a-z]+-\d{5}$/);
  const path = `/apps/${String(body["name"])}`;
  assert.deepEqual(await outcome("PATCH", path, { name: "shop" }), [422, "invalid_params"]);
  assert.equal((await api.call("PATCH", path, { name: "renamed" })).body["git_url"], `${api.url}/renamed.git`);
  assert.equal((await api.call("DELETE", "/apps/renamed")).body["name"], "renamed");
  assert.deepEqual(await outcome("GET", "/apps/renamed"), [404, "not_found"]);
});

test("wrong types and unknown choices are 422", async () => {
  const wrong: [string, string, unknown][] = [
    ["POST", "/apps", { name: 1 }],
    ["POST", "/apps", { region: "mars" }],
    ["POST", "/apps", { stack: "cedar-14" }],
    ["PATCH", "/apps/shop", { maintenance: "yes" }],
    ["PATCH", "/apps/shop/config-vars", { A: 1 }],
    ["PATCH", "/apps/shop/config-vars", { "A-B": "1" }],
    ["PATCH", "/apps/shop/config-vars", { A: "a\0b" }],
    ["PATCH", "/apps/shop/config-vars", { A: "x".repeat(70_000) }],
    ["PATCH", "/apps/shop/formation", {}],
    ["PATCH", "/apps/shop/formation", { updates: ["web"] }],
    ["PATCH", "/apps/shop/formation", { updates: [{ quantity: 1 }] }],
    ["POST", "/apps/shop/releases", {}],
    ["POST", "/apps/shop/releases", { release: 1 }],
    ["POST", "/apps/shop/slugs", {}],
    ["POST", "/apps/shop/slugs", { process_types: { "a b": "x" } }],
    ["POST", "/apps/shop/builds", {}],
    ["POST", "/apps/shop/builds", { source_blob: { url: "file:///etc/passwd" } }],
    ["POST", "/apps/shop/collaborators", { user: "nobody" }],
    ["POST", "/apps/shop/dynos", { attach: true, command: "bash" }],
    ["POST", "/apps/shop/dynos", {}],
    ["POST", "/apps/shop/log-sessions", { lines: "many" }],
    ["PUT", "/apps/shop/buildpack-installations", { updates: [{ buildpack: "no such" }] }],
  ];
  for (const [method, path, body] of wrong) {
    const answer = await outcome(method, path, body);
    assert.deepEqual(answer, [422, "invalid_params"], `${method} ${path} ${JSON.stringify(body).slice(0, 80)}`);
  }
});

test("config vars: one release per change, none without one, null removes", async () => {
  const versions = async () => (await api.call("GET", "/apps/shop/releases")).list.length;
  const start = await versions();
  const set = await api.call("PATCH", "/apps/shop/config-vars", { FOO: "1", BAR: "two words" });
  assert.deepEqual([set.status, set.body], [200, { FOO: "1", BAR: "two words" }]);
  assert.equal(api.logged.at(-2), `api Set FOO, BAR config vars by user ${email()}`);
  assert.equal(await versions(), start + 1);
  await api.call("PATCH", "/apps/shop/config-vars", { FOO: "1", NONE: null });
  assert.equal(await versions(), start + 1);
  assert.deepEqual((await api.call("PATCH", "/apps/shop/config-vars", { FOO: null })).body, { BAR: "two words" });
  const before = await api.call("GET", `/apps/shop/releases/${start + 1}/config-vars`);
  assert.deepEqual(before.body, { FOO: "1", BAR: "two words" });
});

test("config changes at the same time lose nothing", async () => {
  const changes = Array.from({ length: 20 }, (_, index) => ({ [`AT_ONCE_${index}`]: "1" }));
  await Promise.all(changes.map((change) => api.call("PATCH", "/apps/shop/config-vars", change)));
  const app = api.parts.store.apps.find("shop");
  assert.ok(app);
  await Promise.all([{ AT_ONCE_A: "1" }, { AT_ONCE_B: "1" }].map((change) => changeConfigVars(api.parts, app, change)));
  const { body } = await api.call("GET", "/apps/shop/config-vars");
  assert.equal(Object.keys(body).filter((key) => key.startsWith("AT_ONCE_")).length, 22);
});

const scalings: [update: Record<string, unknown>, quantity: number, size: string][] = [
  [{ quantity: 2 }, 2, "Basic"],
  [{ quantity: "3" }, 3, "Basic"],
  [{ quantity: "+1" }, 4, "Basic"],
  [{ quantity: "-2" }, 2, "Basic"],
  [{ quantity: "-9" }, 0, "Basic"],
  [{ quantity: 1, size: "standard-1x" }, 1, "Standard-1X"],
  [{ dyno_size: { name: "PERFORMANCE-L-ram" } }, 1, "Performance-L-RAM"],
  [{ dyno_size: "basic", quantity: null }, 1, "Basic"],
];
for (const [update, quantity, size] of scalings) {
  test(`scale web by ${JSON.stringify(update)}`, async () => {
    const { status, list } = await api.call("PATCH", "/apps/shop/formation", { updates: [{ type: "web", ...update }] });
    assert.deepEqual([status, list[0]?.["quantity"], list[0]?.["size"]], [200, quantity, size]);
    assert.equal(api.logged.at(-1), `api Scaled to web@${quantity}:${size} by user ${email()}`);
    const single = await api.call("PATCH", "/apps/shop/formation/web", { quantity });
    assert.equal(single.body["quantity"], quantity);
  });
}

test("scalings that cannot be are refused, and a batch changes all or nothing", async () => {
  const scale = (...updates: unknown[]) => outcome("PATCH", "/apps/shop/formation", { updates });
  assert.deepEqual(await scale({ type: "clock", quantity: 1 }), [404, "not_found"]);
  assert.deepEqual(await scale({ type: "worker", quantity: 1 }, { type: "clock", quantity: 1 }), [404, "not_found"]);
  for (const quantity of ["x", "", "1.5", -1, 1.5, 101, "++1", {}, true]) {
    assert.deepEqual(await scale({ type: "web", quantity }), [422, "invalid_params"], JSON.stringify(quantity));
  }
  assert.deepEqual(await scale({ type: "web", size: "huge" }), [422, "invalid_params"]);
  assert.deepEqual(await scale({ type: "web", size: "eco", quantity: 2 }), [422, "invalid_params"]);
  assert.deepEqual(await scale({ type: "release", quantity: 1 }), [422, "invalid_params"]);
  assert.equal((await api.call("GET", "/apps/shop/formation/worker")).body["quantity"], 0);
});

test("rolls back by version and by id, to a release with a slug", async () => {
  const { list } = await api.call("GET", "/apps/shop/releases");
  const target = list.find((release) => release["eligible_for_rollback"]);
  const back = await api.call("POST", "/apps/shop/releases", { release: target?.["id"] });
  assert.deepEqual([back.status, back.body["description"]], [201, `Rollback to v${String(target?.["version"])}`]);
  assert.deepEqual(back.body["slug"], target?.["slug"]);
  assert.equal((await api.call("POST", "/apps/shop/releases", { release: target?.["version"] })).status, 201);
  assert.deepEqual(await outcome("POST", "/apps/shop/releases", { release: "v99" }), [404, "not_found"]);
});

test("lists releases newest first, as many as asked", async () => {
  const range = "version ..; max=2, order=desc";
  const { status, list } = await api.call("GET", "/apps/shop/releases", undefined, { range });
  assert.deepEqual([status, list.length], [206, 2]);
  assert.ok(Number(list[0]?.["version"]) > Number(list[1]?.["version"]));
});

test("collaborators come, are there, and go; the owner stays", async () => {
  const added = await api.call("POST", "/apps/shop/collaborators", { user: "New@Example.com", silent: true });
  assert.deepEqual([added.status, added.body["role"]], [201, "collaborator"]);
  assert.deepEqual(await outcome("POST", "/apps/shop/collaborators", { user: "new@example.com" }), [
    422,
    "invalid_params",
  ]);
  assert.equal((await api.call("GET", "/apps/shop/collaborators")).list.length, 2);
  assert.equal((await api.call("DELETE", "/apps/shop/collaborators/new@example.com")).status, 200);
  assert.deepEqual(await outcome("DELETE", "/apps/shop/collaborators/new@example.com"), [404, "not_found"]);
  assert.deepEqual(await outcome("DELETE", `/apps/shop/collaborators/${email()}`), [403, "forbidden"]);
});

test("a source is put and got at its own address, and nowhere else", async () => {
  const { body } = await api.call("POST", "/sources");
  const { put_url: put, get_url: get } = body["source_blob"] as { put_url: string; get_url: string };
  assert.equal((await fetch(get)).status, 404);
  assert.equal((await fetch(put, { method: "PUT", body: Buffer.alloc(3_000_000, "x") })).status, 200);
  assert.equal((await (await fetch(get)).arrayBuffer()).byteLength, 3_000_000);
  const unknown = `${api.url}/sources/00000000-0000-4000-8000-000000000000`;
  assert.equal((await fetch(unknown, { method: "PUT", body: "x" })).status, 404);
  for (const path of [
    "/sources/..%2f..%2fsandbox.sqlite",
    "/sources/x",
    "/slugs/x.tgz",
    "/sources/../sandbox.sqlite",
  ]) {
    assert.ok((await fetch(`${api.url}${path}`)).status >= 400, path);
  }
});

test("a slug is uploaded once", async () => {
  const { body } = await api.call("POST", "/apps/shop/slugs", { process_types: { web: "x" }, commit: "abc" });
  const { url } = body["blob"] as { url: string };
  assert.deepEqual(await outcome("POST", "/apps/shop/releases", { slug: body["id"] }), [422, "invalid_params"]);
  assert.equal((await fetch(url, { method: "PUT", body: "slug" })).status, 200);
  assert.equal((await fetch(url, { method: "PUT", body: "other" })).status, 409);
  const shown = await api.call("GET", `/apps/shop/slugs/${String(body["id"])}`);
  assert.deepEqual([shown.body["size"], shown.body["commit"]], [4, "abc"]);
  assert.deepEqual(await outcome("POST", "/apps/fresh/releases", { slug: body["id"] }), [404, "not_found"]);
});

test("buildpacks keep their order, whichever way the registry spells them", async () => {
  const names = [
    "https://buildpack-registry.s3.amazonaws.com/buildpacks/heroku/nodejs.tgz",
    "urn:buildpack:heroku/python",
  ];
  const updates = names.map((buildpack) => ({ buildpack }));
  const { list } = await api.call("PUT", "/apps/shop/buildpack-installations", { updates }, { range: "" });
  assert.deepEqual(
    list.map((installation) => [installation["ordinal"], installation["buildpack"]]),
    [
      [0, { url: "heroku/nodejs", name: "heroku/nodejs" }],
      [1, { url: "heroku/python", name: "heroku/python" }],
    ],
  );
});

test("an app has lists of what there is none of, and is in no pipeline", async () => {
  for (const name of ["addons", "addon-attachments", "log-drains", "sni-endpoints", "webhooks"]) {
    const { status, list } = await api.call("GET", `/apps/shop/${name}`);
    assert.deepEqual([status, list], [200, []], name);
  }
  // The official CLI takes an empty list for a coupling and falls over it.
  assert.deepEqual(await outcome("GET", "/apps/shop/pipeline-couplings"), [404, "not_found"]);
});

test("features of the account are switched on and off", async () => {
  const path = "/account/features/metrics-request-volume";
  assert.equal((await api.call("GET", path)).body["enabled"], false);
  assert.equal((await api.call("PATCH", path, { enabled: true })).body["enabled"], true);
  const enabled = (await api.call("GET", "/account/features")).list.filter((feature) => feature["enabled"]);
  assert.equal(enabled.length, 1);
  assert.deepEqual(await outcome("PATCH", path, {}), [422, "invalid_params"]);
  assert.deepEqual(await outcome("GET", "/account/features/nope"), [404, "not_found"]);
});

test("features are switched on and off", async () => {
  assert.equal((await api.call("GET", "/apps/shop/features/preboot")).body["enabled"], false);
  assert.equal((await api.call("PATCH", "/apps/shop/features/preboot", { enabled: true })).body["enabled"], true);
  assert.deepEqual(await outcome("PATCH", "/apps/shop/features/nope", { enabled: true }), [404, "not_found"]);
});

test("a sandbox says that it is one, and where its apps are", async () => {
  const { body } = await api.call("GET", "/sandbox", undefined, { accept: "" });
  assert.deepEqual([body["sandbox"], typeof body["version"]], [true, "string"]);
  const addresses = await api.call("GET", "/sandbox/apps/shop/addresses", undefined, { accept: "" });
  assert.equal(addresses.body["web_url"], "http://shop.localhost:5181/");
});
