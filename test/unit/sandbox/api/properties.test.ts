import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { buildView } from "../../../../src/sandbox/api/views/build.ts";
import { dynoView } from "../../../../src/sandbox/api/views/dyno.ts";
import { type Api, startApi } from "./api-fixture.ts";
import { publishedProperties } from "./published-properties.ts";

let api: Api;
before(async () => {
  api = await startApi();
  await api.deploy("whole", { web: "x" });
  await api.call("PUT", "/apps/whole/buildpack-installations", { updates: [{ buildpack: "heroku/nodejs" }] });
});
after(() => api.close());

type Resource = keyof (typeof publishedProperties)["3"];
const versions = ["3", "3.sdk"] as const;
const acceptOf = (version: string) => ({ accept: `application/vnd.heroku+json; version=${version}` });

const read: [Resource, string][] = [
  ["account", "/account"],
  ["account", "/users/~"],
  ["app", "/apps/whole"],
  ["app", "/apps"],
  ["app", "/users/~/apps"],
  ["app-feature", "/apps/whole/features"],
  ["buildpack-installation", "/apps/whole/buildpack-installations"],
  ["collaborator", "/apps/whole/collaborators"],
  ["domain", "/apps/whole/domains"],
  ["dyno-size", "/dyno-sizes"],
  ["dyno-size", "/dyno-sizes/standard-1x"],
  ["formation", "/apps/whole/formation"],
  ["rate-limit", "/account/rate-limits"],
  ["region", "/regions"],
  ["region", "/regions/eu"],
  ["release", "/apps/whole/releases"],
  ["release", "/apps/whole/releases/3"],
  ["stack", "/stacks"],
  ["stack", "/stacks/heroku-24"],
];
for (const [resource, path] of read) {
  test(`GET ${path} has every property of ${resource}, and no other`, async () => {
    for (const version of versions) {
      const { body } = await api.call("GET", path, undefined, acceptOf(version));
      const objects = Array.isArray(body) ? body : [body];
      assert.notEqual(objects.length, 0);
      for (const object of objects) assertWhole(resource, object, version);
    }
  });
}

const made: [Resource, string, unknown][] = [
  ["log-session", "/apps/whole/log-sessions", { lines: 5 }],
  ["slug", "/apps/whole/slugs", { process_types: { web: "x" } }],
  ["source", "/sources", undefined],
];
for (const [resource, path, body] of made) {
  test(`POST ${path} has every property of ${resource}`, async () =>
    assertWhole(resource, (await api.call("POST", path, body)).body));
}

test("a dyno and a build have every property", () => {
  const { store } = api.parts;
  const app = store.apps.find("whole");
  assert.ok(app);
  const times = { createdAt: app.createdAt, updatedAt: app.updatedAt };
  const user = store.accounts.self();
  const dyno = {
    id: "i",
    appId: app.id,
    name: "web.1",
    type: "web",
    command: "x",
    size: "Basic",
    state: "up" as const,
  };
  assertWhole("dyno", dynoView(app, { ...dyno, releaseId: "r", releaseVersion: 3, port: null, ...times }));
  const source = { sourceUrl: null, sourceVersion: null, sourceVersionDescription: null, sourceChecksum: null };
  const build = { id: "b", appId: app.id, status: "pending" as const, buildpackUrls: [], stackName: "heroku-24" };
  const result = { releaseId: null, slugId: null, userId: user.id, userEmail: user.email };
  assertWhole("build", buildView(api.parts, app, { ...build, ...source, ...result, ...times }));
});

function assertWhole(resource: Resource, object: object, version: (typeof versions)[number] = "3"): void {
  assert.deepEqual(Object.keys(object).sort(), publishedProperties[version][resource].split(" "));
}
