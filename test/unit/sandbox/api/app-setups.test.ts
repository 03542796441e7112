import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Api, startApi } from "./api-fixture.ts";

let api: Api;
before(async () => {
  api = await startApi();
  await api.call("POST", "/apps", { name: "taken" });
  await api.call("POST", "/sandbox/teams", { name: "makers" });
});
after(async () => {
  assert.deepEqual(api.errors, []);
  await api.close();
});

/** Nothing listens there. */
const nowhere = { url: "http://127.0.0.1:1/source.tgz" };

const refused: [what: string, body: object, status: number][] = [
  ["no source", {}, 422],
  ["a source that is a file", { source_blob: { url: "file:///etc/passwd" } }, 422],
  ["a name that is taken", { source_blob: nowhere, app: { name: "taken" } }, 422],
  ["a bad name", { source_blob: nowhere, app: { name: "No" } }, 422],
  ["an unknown stack", { source_blob: nowhere, app: { stack: "cedar-14" } }, 422],
  ["a team that one is not in", { source_blob: nowhere, app: { organization: "others" } }, 404],
  ["a config var that is no text", { source_blob: nowhere, overrides: { env: { A: 1 } } }, 422],
  ["a config var with a bad name", { source_blob: nowhere, overrides: { env: { "A-B": "1" } } }, 422],
  ["buildpacks that are no objects", { source_blob: nowhere, overrides: { buildpacks: ["heroku/nodejs"] } }, 422],
];
for (const [what, body, status] of refused) {
  test(`${what} is refused, and no app is made`, async () => {
    assert.equal((await api.call("POST", "/app-setups", body)).status, status);
    assert.deepEqual(
      api.parts.store.apps.list().map(({ name }) => name),
      ["taken"],
    );
  });
}

test("an app of a team is there at once, and gone when its source cannot be had", async () => {
  const { status, body } = await api.call("POST", "/app-setups", {
    source_blob: nowhere,
    app: { name: "made-by-team", organization: "makers", region: "eu" },
  });
  assert.deepEqual([status, body["status"], (body["app"] as { name: string }).name], [202, "pending", "made-by-team"]);
  const path = `/app-setups/${String(body["id"])}`;
  let setup = body;
  while (setup["status"] === "pending") setup = (await api.call("GET", path)).body;
  assert.equal(setup["failure_message"], "The archive could not be downloaded: the server could not be reached.");
  assert.equal((await api.call("GET", "/apps/made-by-team")).status, 404);
  const other = await api.call("POST", "/sandbox/accounts", { email: "other@example.com" });
  const authorization = `Bearer ${String(other.body["token"])}`;
  assert.equal((await api.call("GET", path, undefined, { authorization })).status, 404);
});
