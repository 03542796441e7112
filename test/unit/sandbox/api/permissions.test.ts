import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Api, type Other, startApi } from "./api-fixture.ts";

let api: Api;
const people = new Map<string, Other>();
before(async () => {
  api = await startApi();
  for (const name of ["owner", "collaborator", "stranger", "admin", "member", "joined", "deployer", "viewer", "guest"])
    people.set(name, await api.account(`${name}@example.com`));
  await as("owner").call("POST", "/apps", { name: "personal" });
  await as("owner").call("POST", "/apps/personal/collaborators", { user: "collaborator@example.com" });
  await as("admin").call("POST", "/sandbox/teams", { name: "acme", members });
  for (const [name, locked] of [
    ["open", false],
    ["shut", true],
  ] as const) {
    await as("admin").call("POST", "/teams/apps", { name, team: "acme", locked });
    for (const [user, permissions] of granted) {
      const { status } = await as("admin").call("POST", `/teams/apps/${name}/collaborators`, { user, permissions });
      assert.equal(status, 201);
    }
  }
});
after(async () => {
  assert.deepEqual(api.errors, []);
  await api.close();
});

const members = [
  { email: "member@example.com", role: "member" },
  { email: "joined@example.com", role: "member" },
  { email: "deployer@example.com", role: "member" },
  { email: "viewer@example.com", role: "viewer" },
];
const granted = [
  ["joined@example.com", ["operate", "deploy"]],
  ["deployer@example.com", ["deploy"]],
  ["guest@example.com", ["manage"]],
] as const;

function as(name: string): Other {
  const person = people.get(name);
  assert.ok(person, name);
  return person;
}

/** One request for each permission, of which none changes anything that the next one needs. */
const asking = {
  view: (app: string): Ask => ["GET", `/apps/${app}/formation`],
  deploy: (app: string): Ask => ["GET", `/apps/${app}/config-vars`],
  operate: (app: string): Ask => ["PATCH", `/apps/${app}/config-vars`],
  manage: (app: string): Ask => ["POST", `/apps/${app}/collaborators`],
};
type Ask = [method: string, path: string];

/** Statuses of view, deploy, operate, manage; 422 is somebody who may add a collaborator and names none. */
const table: [app: string, who: string, statuses: number[]][] = [
  ["personal", "owner", [200, 200, 200, 422]],
  ["personal", "collaborator", [200, 200, 200, 403]],
  ["personal", "stranger", [404, 404, 404, 404]],
  ["open", "admin", [200, 200, 200, 422]],
  ["open", "joined", [200, 200, 200, 403]],
  ["open", "deployer", [200, 200, 403, 403]],
  ["open", "guest", [200, 403, 403, 422]],
  ["open", "member", [200, 403, 403, 403]],
  ["open", "viewer", [200, 403, 403, 403]],
  ["open", "stranger", [404, 404, 404, 404]],
  ["shut", "admin", [200, 200, 200, 422]],
  ["shut", "joined", [200, 200, 200, 403]],
  ["shut", "member", [403, 403, 403, 403]],
  ["shut", "viewer", [403, 403, 403, 403]],
  ["shut", "stranger", [404, 404, 404, 404]],
];
for (const [app, who, statuses] of table) {
  test(`${who} on ${app}: ${statuses.join(" ")}`, async () => {
    const answers = [];
    for (const [permission, ask] of Object.entries(asking)) {
      const [method, path] = ask(app);
      const body = permission === "manage" ? { user: "not an address" } : {};
      answers.push((await as(who).call(method, path, method === "GET" ? undefined : body)).status);
    }
    assert.deepEqual(answers, statuses);
  });
}

test("a refusal says what is lacking and who can give it", async () => {
  const message = async (who: string, method: string, path: string) =>
    (await as(who).call(method, path, method === "GET" ? undefined : {})).body["message"];
  assert.equal(
    await message("collaborator", "DELETE", "/apps/personal"),
    "Only the owner of personal, owner@example.com, may do this.",
  );
  assert.equal(
    await message("deployer", "PATCH", "/apps/open/config-vars"),
    "This needs the permission operate on open. Ask an admin of acme for it.",
  );
  assert.equal(await message("member", "GET", "/apps/shut"), "shut is locked. Ask an admin of acme to add you to it.");
});

/** Every write below an app that exists: none of them is open to one who may only look. */
const writes: [method: string, path: string][] = [
  ["PATCH", ""],
  ["DELETE", ""],
  ["POST", "/builds"],
  ["DELETE", "/build-cache"],
  ["PUT", "/buildpack-installations"],
  ["PATCH", "/config-vars"],
  ["POST", "/dynos"],
  ["DELETE", "/dynos"],
  ["DELETE", "/dynos/web.1"],
  ["POST", "/dynos/web.1/actions/stop"],
  ["PATCH", "/features/preboot"],
  ["PATCH", "/formation"],
  ["PATCH", "/formation/web"],
  ["DELETE", "/formations/web"],
  ["POST", "/releases"],
  ["POST", "/slugs"],
  ["POST", "/sources"],
  ["POST", "/addons"],
  ["POST", "/domains"],
];
for (const [method, path] of writes) {
  test(`who may only look is refused ${method} /apps/open${path}`, async () => {
    const { status, body } = await as("viewer").call(method, `/apps/open${path}`, { maintenance: true });
    assert.deepEqual([status, body["id"]], [403, "forbidden"]);
  });
}

test("git asks for the permission to deploy, and does not tell what is there", async () => {
  const status = async (who: string, app: string) => {
    const authorization = `Basic ${Buffer.from(`x:${as(who).token}`).toString("base64")}`;
    return (await fetch(`${api.url}/${app}.git/info/refs`, { headers: { authorization } })).status;
  };
  assert.deepEqual(
    [await status("deployer", "open"), await status("viewer", "open"), await status("stranger", "open")],
    [200, 403, 404],
  );
  assert.deepEqual([await status("collaborator", "personal"), await status("member", "shut")], [200, 403]);
});

test("renaming takes more than maintenance", async () => {
  const patch = async (who: string, change: object) => (await as(who).call("PATCH", "/apps/personal", change)).status;
  assert.deepEqual(
    [await patch("collaborator", { maintenance: true }), await patch("collaborator", { name: "mine" })],
    [200, 403],
  );
  assert.equal((await as("owner").call("GET", "/apps/personal")).body["maintenance"], true);
});

test("what is done is done in the name of the one who did it", async () => {
  await as("collaborator").call("PATCH", "/apps/personal/config-vars", { BY: "collaborator" });
  const { list } = await as("owner").call("GET", "/apps/personal/releases", undefined, {
    range: "version ..; order=desc,max=1",
  });
  assert.match(JSON.stringify(list[0]?.["user"]), /"collaborator@example\.com"/);
  assert.ok(api.logged.includes("api Set BY config vars by user collaborator@example.com"));
});

test("a collaborator may leave, and is gone", async () => {
  await as("owner").call("POST", "/apps/personal/collaborators", { user: "guest@example.com" });
  assert.equal((await as("guest").call("DELETE", "/apps/personal/collaborators/guest@example.com")).status, 200);
  assert.equal((await as("guest").call("GET", "/apps/personal")).status, 404);
  assert.equal((await as("collaborator").call("DELETE", "/apps/personal/collaborators/owner@example.com")).status, 403);
});
