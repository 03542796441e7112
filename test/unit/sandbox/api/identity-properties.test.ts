import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Api, startApi } from "./api-fixture.ts";
import { publishedProperties } from "./published-properties.ts";

let api: Api;
before(async () => {
  api = await startApi();
  await api.call("POST", "/sandbox/teams", { name: "acme", members: [{ email: "bob@example.com" }] });
  await api.call("POST", "/teams/apps", { name: "shared", team: "acme" });
  await api.call("POST", "/apps", { name: "offered" });
  await api.call("POST", "/account/app-transfers", { app: "offered", recipient: "bob@example.com" });
});
after(() => api.close());

type Resource = keyof (typeof publishedProperties)["3"];

const read: [Resource, string][] = [
  ["app", "/apps/shared"],
  ["app-transfer", "/account/app-transfers"],
  ["collaborator", "/apps/shared/collaborators"],
  ["oauth-authorization", "/oauth/authorizations"],
  ["oauth-authorization", "/oauth/authorizations/~"],
  ["team", "/teams"],
  ["team", "/teams/acme"],
  ["team-app", "/teams/acme/apps"],
  ["team-app", "/teams/apps/shared"],
  ["team-app", "/teams/apps/offered"],
  ["team-app", "/teams/acme/members/~/apps"],
  ["team-app-collaborator", "/teams/apps/shared/collaborators"],
  ["team-app-permission", "/teams/permissions"],
  ["team-member", "/teams/acme/members"],
];
for (const [resource, path] of read) {
  test(`GET ${path} has every property of ${resource}, and no other`, async () => {
    for (const version of ["3", "3.sdk"] as const) {
      const accept = `application/vnd.heroku+json; version=${version}`;
      const { body } = await api.call("GET", path, undefined, { accept });
      const objects = Array.isArray(body) ? body : [body];
      assert.notEqual(objects.length, 0);
      for (const object of objects)
        assert.deepEqual(Object.keys(object).sort(), publishedProperties[version][resource].split(" "));
    }
  });
}

test("what is made has the properties of what is read", async () => {
  const made = await api.call("POST", "/oauth/authorizations", {});
  assert.deepEqual(Object.keys(made.body).sort(), publishedProperties["3"]["oauth-authorization"].split(" "));
  const team = await api.call("POST", "/teams", { name: "another" });
  assert.deepEqual(Object.keys(team.body).sort(), publishedProperties["3"].team.split(" "));
});
