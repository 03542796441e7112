import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Api, startApi } from "./api-fixture.ts";

let api: Api;
before(async () => {
  api = await startApi();
  for (const name of ["shop-staging", "shop-production"]) await api.call("POST", "/apps", { name });
});
after(async () => {
  assert.deepEqual(api.errors, []);
  await api.close();
});

const status = async (method: string, path: string, body?: unknown) => (await api.call(method, path, body)).status;

test("a pipeline is made, found by its name, renamed and deleted", async () => {
  const self = api.parts.store.accounts.self();
  const { status: made, body } = await api.call("POST", "/pipelines", {
    name: "shop",
    owner: { id: self.id, type: "user" },
    generation: { name: "cedar" },
  });
  assert.deepEqual([made, body["owner"]], [201, { id: self.id, type: "user" }]);
  assert.equal(await status("POST", "/pipelines", { name: "shop" }), 422);
  const other = await api.call("POST", "/pipelines", { name: "other" });
  const named = async (name: string) => (await api.call("GET", `/pipelines?eq[name]=${name}`)).list.map(({ id }) => id);
  assert.deepEqual(await named("shop"), [body["id"]]);
  assert.deepEqual(await named("nobody"), []);
  assert.equal((await api.call("PATCH", `/pipelines/${String(body["id"])}`, { name: "store" })).body["name"], "store");
  assert.equal((await api.call("GET", "/pipelines/store")).body["id"], body["id"]);
  assert.equal(await status("DELETE", `/pipelines/${String(other.body["id"])}`), 200);
  assert.equal(await status("GET", `/pipelines/${String(other.body["id"])}`), 404);
});

test("an app is in one stage of one pipeline", async () => {
  const { body: pipeline } = await api.call("POST", "/pipelines", { name: "coupled" });
  const couple = (app: string, stage: string) =>
    api.call("POST", "/pipeline-couplings", { app, pipeline: pipeline["id"], stage });
  const staging = await couple("shop-staging", "staging");
  assert.equal(staging.status, 201);
  assert.equal((await couple("shop-production", "production")).status, 201);
  assert.equal((await couple("shop-production", "staging")).status, 422);
  assert.equal((await couple("nobody", "staging")).status, 404);
  const ofApp = await api.call("GET", "/apps/shop-staging/pipeline-couplings");
  assert.deepEqual([ofApp.body["stage"], (ofApp.body["pipeline"] as { name: string }).name], ["staging", "coupled"]);
  for (const path of ["/pipelines/coupled/pipeline-couplings", "/pipeline-couplings", "/users/~/pipeline-couplings"]) {
    assert.equal((await api.call("GET", path)).list.length, 2, path);
  }
  const path = `/pipeline-couplings/${String(staging.body["id"])}`;
  assert.equal((await api.call("PATCH", path, { stage: "development" })).body["stage"], "development");
  assert.equal(await status("PATCH", path, { stage: "moon" }), 422);
  assert.equal(await status("DELETE", path), 200);
  assert.equal(await status("GET", "/apps/shop-staging/pipeline-couplings"), 404);
  await api.call("DELETE", "/apps/shop-production");
  assert.deepEqual((await api.call("GET", "/pipeline-couplings")).list, []);
});

for (const name of ["ab", "Shop", "shop_a", "1shop", ""]) {
  test(`the name ${JSON.stringify(name)} is refused`, async () =>
    assert.equal(await status("POST", "/pipelines", { name }), 422));
}

test("what others own is not seen, and what one only sees is not changed", async () => {
  const { store } = api.parts;
  const stranger = store.accounts.findOrInvite("stranger@example.com");
  const pipeline = store.pipelines.create({ name: "strange", ownerId: stranger.id, ownerType: "user" });
  assert.equal(await status("GET", `/pipelines/${pipeline.id}`), 404);
  const app = store.apps.find("shop-staging");
  assert.ok(app);
  store.couplings.create({ appId: app.id, pipelineId: pipeline.id, stage: "test" });
  assert.equal(await status("GET", `/pipelines/${pipeline.id}`), 200);
  assert.equal(await status("PATCH", `/pipelines/${pipeline.id}`, { name: "mine-now" }), 403);
});
