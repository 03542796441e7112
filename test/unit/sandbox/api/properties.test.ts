import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { appSetupView } from "../../../../src/sandbox/api/views/app-setup.ts";
import { buildView } from "../../../../src/sandbox/api/views/build.ts";
import { dynoView } from "../../../../src/sandbox/api/views/dyno.ts";
import { type Api, startApi } from "./api-fixture.ts";
import { publishedParts, publishedProperties } from "./published-properties.ts";

let api: Api;
before(async () => {
  api = await startApi();
  await api.deploy("whole", { web: "x" });
  await api.call("PUT", "/apps/whole/buildpack-installations", { updates: [{ buildpack: "heroku/nodejs" }] });
  await furnish();
});
after(() => api.close());

/** One of each resource beside the app. */
async function furnish(): Promise<void> {
  const { store, addons } = api.parts;
  const { body: addon } = await api.call("POST", "/apps/whole/addons", { plan: "heroku-postgresql", name: "whole-db" });
  await addons.ready(String(addon["id"]));
  await api.call("POST", "/apps/whole/domains", { hostname: "www.example.com" });
  const { body: pipeline } = await api.call("POST", "/pipelines", { name: "whole" });
  await api.call("POST", "/pipeline-couplings", { app: "whole", pipeline: pipeline["id"], stage: "production" });
  await api.call("POST", "/sandbox/teams", { name: "whole-team" });
  await api.call("POST", "/teams/apps", { name: "team-whole", team: "whole-team" });
  store.transfers.create({ app: existing("whole"), recipient: store.accounts.findOrInvite("pal@example.com") });
}

function existing(name: string) {
  const app = api.parts.store.apps.find(name);
  assert.ok(app);
  return app;
}

type Resource = keyof (typeof publishedProperties)["3"];
type Part = keyof (typeof publishedParts)["3"];
const versions = ["3", "3.sdk"] as const;
const acceptOf = (version: string) => ({ accept: `application/vnd.heroku+json; version=${version}` });

const read: [Resource, string][] = [
  ["account", "/account"],
  ["account", "/users/~"],
  ["account-feature", "/account/features"],
  ["add-on", "/addons"],
  ["add-on", "/apps/whole/addons/whole-db"],
  ["add-on-attachment", "/addon-attachments"],
  ["add-on-attachment", "/apps/whole/addon-attachments/DATABASE"],
  ["add-on-config", "/addons/whole-db/config"],
  ["add-on-service", "/addon-services"],
  ["app", "/apps/whole"],
  ["app", "/apps"],
  ["app", "/users/~/apps"],
  ["app-feature", "/apps/whole/features"],
  ["app-transfer", "/account/app-transfers"],
  ["buildpack-installation", "/apps/whole/buildpack-installations"],
  ["collaborator", "/apps/whole/collaborators"],
  ["domain", "/apps/whole/domains"],
  ["dyno-size", "/dyno-sizes"],
  ["dyno-size", "/dyno-sizes/standard-1x"],
  ["formation", "/apps/whole/formation"],
  ["oauth-authorization", "/oauth/authorizations"],
  ["pipeline", "/pipelines"],
  ["pipeline-coupling", "/apps/whole/pipeline-couplings"],
  ["plan", "/addon-services/heroku-postgresql/plans"],
  ["rate-limit", "/account/rate-limits"],
  ["region", "/regions"],
  ["region", "/regions/eu"],
  ["release", "/apps/whole/releases"],
  ["release", "/apps/whole/releases/3"],
  ["stack", "/stacks"],
  ["stack", "/stacks/heroku-24"],
  ["team", "/teams"],
  ["team-app", "/teams/whole-team/apps"],
  ["team-app-permission", "/teams/permissions"],
  ["team-member", "/teams/whole-team/members"],
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
  const app = existing("whole");
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

test("an app setup has every property, at its beginning and at its end", () => {
  const { appSetups, accounts } = api.parts.store;
  const setup = appSetups.create({ appId: "a", appName: "whole", userId: accounts.self().id });
  assertWhole("app-setup", appSetupView(api.parts, setup));
  const done = { status: "succeeded", postdeployOutput: "done", postdeployExitCode: 0 } as const;
  const view = appSetupView(api.parts, appSetups.update(setup.id, { ...done, buildId: "b", buildStatus: "succeeded" }));
  assertWhole("app-setup", view);
  for (const version of versions) {
    assertPart("app-setup.build", view.build, version);
    assertPart("app-setup.postdeploy", view.postdeploy, version);
  }
});

const parts: [Part, path: string, name: string][] = [
  ["add-on.billed_price", "/addons/whole-db", "billed_price"],
  ["add-on.billing_entity", "/addons/whole-db", "billing_entity"],
  ["add-on.plan", "/addons/whole-db", "plan"],
  ["add-on-attachment.addon", "/apps/whole/addon-attachments/DATABASE", "addon"],
  ["plan.price", "/plans/heroku-postgresql:essential-0", "price"],
];
for (const [part, path, name] of parts) {
  test(`GET ${path} has every property of ${part}`, async () => {
    for (const version of versions) {
      assertPart(part, (await api.call("GET", path, undefined, acceptOf(version))).body[name], version);
    }
  });
}

function assertPart(part: Part, object: unknown, version: (typeof versions)[number]): void {
  assert.deepEqual(Object.keys(object ?? {}).sort(), publishedParts[version][part].split(" "));
}

function assertWhole(resource: Resource, object: object, version: (typeof versions)[number] = "3"): void {
  assert.deepEqual(Object.keys(object).sort(), publishedProperties[version][resource].split(" "));
}
