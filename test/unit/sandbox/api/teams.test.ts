import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Api, type Other, startApi } from "./api-fixture.ts";

let api: Api;
let admin: Other;
let member: Other;
let outsider: Other;
before(async () => {
  api = await startApi();
  admin = await api.account("admin@example.com");
  member = await api.account("member@example.com");
  outsider = await api.account("outsider@example.com");
  await admin.call("POST", "/sandbox/teams", { name: "acme", members: [{ email: member.email, role: "member" }] });
});
after(async () => {
  assert.deepEqual(api.errors, []);
  await api.close();
});

const names = (list: readonly Record<string, unknown>[]) => list.map(({ name }) => name);

test("a team is seen by its members, each with the own role", async () => {
  const [asAdmin] = (await admin.call("GET", "/teams")).list;
  const [asMember] = (await member.call("GET", "/teams")).list;
  assert.deepEqual([asAdmin?.["name"], asAdmin?.["role"], asMember?.["role"]], ["acme", "admin", "member"]);
  assert.deepEqual((await outsider.call("GET", "/teams")).list, []);
  const { status, body } = await outsider.call("GET", "/teams/acme");
  assert.deepEqual([status, body["resource"]], [404, "team"]);
});

test("members come, change and go; the last admin stays", async () => {
  const write = (email: string, role: string) => admin.call("PUT", "/teams/acme/members", { email, role });
  assert.equal((await write("new@example.com", "viewer")).body["role"], "viewer");
  assert.equal(
    (await admin.call("PATCH", "/teams/acme/members", { email: "new@example.com", role: "member" })).status,
    200,
  );
  assert.equal(
    (await member.call("PUT", "/teams/acme/members", { email: "x@example.com", role: "admin" })).status,
    403,
  );
  assert.deepEqual((await write("admin@example.com", "member")).status, 403);
  assert.equal((await admin.call("DELETE", "/teams/acme/members/admin@example.com")).status, 403);
  assert.equal((await member.call("DELETE", "/teams/acme/members/new@example.com")).status, 403);
  assert.equal((await admin.call("DELETE", "/teams/acme/members/new@example.com")).status, 200);
  assert.deepEqual(
    (await member.call("GET", "/teams/acme/members")).list.map(({ email, role }) => [email, role]).toSorted(),
    [
      ["admin@example.com", "admin"],
      ["member@example.com", "member"],
    ],
  );
});

test("an app of a team is owned by the team, and its maker has joined it", async () => {
  const { status, body } = await member.call("POST", "/teams/apps", { name: "made", team: "acme" });
  assert.deepEqual([status, body["joined"], body["locked"]], [201, true, false]);
  assert.equal((body["owner"] as { email: string }).email, "acme@herokumanager.com");
  const app = (await member.call("GET", "/apps/made")).body;
  assert.equal((app["team"] as { name: string }).name, "acme");
  assert.equal((await outsider.call("POST", "/teams/apps", { name: "not-made", team: "acme" })).status, 404);
  assert.equal((await member.call("POST", "/teams/apps", { name: "not-made" })).status, 422);
});

test("who has joined is told, who has not may join unless it is locked", async () => {
  await admin.call("POST", "/teams/apps", { name: "joinable", team: "acme" });
  const seen = async (person: Other) => {
    const { list } = await person.call("GET", "/teams/acme/apps");
    const app = list.find(({ name }) => name === "joinable");
    return [app?.["joined"], app?.["locked"]];
  };
  assert.deepEqual(await seen(member), [false, false]);
  assert.ok(names((await member.call("GET", "/apps")).list).includes("joinable"));
  assert.ok(!names((await member.call("GET", "/users/~/apps")).list).includes("joinable"));
  assert.equal((await admin.call("PATCH", "/teams/apps/joinable", { locked: true })).body["locked"], true);
  assert.deepEqual(await seen(member), [false, true]);
  assert.ok(!names((await member.call("GET", "/apps")).list).includes("joinable"));
  assert.equal((await member.call("GET", "/teams/apps/joinable")).body["locked"], true);
  const join = () => member.call("POST", "/teams/apps/joinable/collaborators", { user: member.email });
  assert.equal((await join()).status, 403);
  assert.equal((await member.call("PATCH", "/teams/apps/joinable", { locked: false })).status, 403);
  await admin.call("PATCH", "/teams/apps/joinable", { locked: false });
  assert.equal((await join()).status, 201);
  assert.deepEqual(await seen(member), [true, false]);
  assert.ok(names((await member.call("GET", "/users/~/apps")).list).includes("joinable"));
});

test("permissions of a collaborator are given and changed, on apps of teams alone", async () => {
  await admin.call("POST", "/teams/apps", { name: "shared", team: "acme" });
  const people = "/teams/apps/shared/collaborators";
  const added = await admin.call("POST", people, { user: outsider.email, permissions: ["deploy"] });
  const of = (body: Record<string, unknown>) => names(body["permissions"] as Record<string, unknown>[]);
  assert.deepEqual([added.body["role"], of(added.body)], ["collaborator", ["deploy", "view"]]);
  const changed = await admin.call("PATCH", `${people}/${outsider.email}`, { permissions: ["operate", "manage"] });
  assert.deepEqual(of(changed.body), ["manage", "operate", "view"]);
  assert.equal((await admin.call("PATCH", `${people}/${outsider.email}`, { permissions: ["fly"] })).status, 422);
  assert.equal((await admin.call("DELETE", `${people}/${outsider.email}`)).status, 200);
  await outsider.call("POST", "/apps", { name: "own-app" });
  const personal = { user: member.email, permissions: ["view"] };
  assert.equal((await outsider.call("POST", "/teams/apps/own-app/collaborators", personal)).status, 422);
});

test("a member who leaves the team loses its apps, but not the own ones", async () => {
  const leaver = await api.account("leaver@example.com");
  await admin.call("PUT", "/teams/acme/members", { email: leaver.email, role: "member" });
  await leaver.call("POST", "/teams/apps", { name: "left-behind", team: "acme" });
  await leaver.call("POST", "/apps", { name: "taken-along" });
  assert.equal((await leaver.call("DELETE", "/teams/acme/members/~")).status, 200);
  assert.deepEqual(names((await leaver.call("GET", "/apps")).list), ["taken-along"]);
  assert.equal((await admin.call("GET", "/apps/left-behind")).status, 200);
});

test("a team is made, renamed and deleted when it has no apps", async () => {
  assert.equal((await outsider.call("POST", "/teams", { name: "garage" })).body["role"], "admin");
  await outsider.call("POST", "/teams/apps", { name: "garage-app", team: "garage" });
  assert.equal((await outsider.call("POST", "/teams", { name: "acme" })).status, 422);
  assert.equal((await outsider.call("PATCH", "/teams/garage", { name: "workshop" })).body["name"], "workshop");
  const { body } = await outsider.call("GET", "/apps/garage-app");
  assert.equal((body["owner"] as { email: string }).email, "workshop@herokumanager.com");
  assert.equal((await outsider.call("DELETE", "/teams/workshop")).status, 422);
  await outsider.call("DELETE", "/teams/apps/garage-app");
  assert.equal((await outsider.call("DELETE", "/teams/workshop")).status, 200);
  assert.equal((await outsider.call("GET", "/teams/workshop")).status, 404);
  assert.equal((await outsider.call("POST", "/teams", { name: "workshop" })).status, 201);
});

test("the address of a team is nobody to invite, to add or to be", async () => {
  const user = "acme@herokumanager.com";
  await outsider.call("POST", "/apps", { name: "for-people" });
  const asked: [path: string, body: object][] = [
    ["/apps/for-people/collaborators", { user }],
    ["/apps/for-people/collaborators", { user: "future@herokumanager.com" }],
    ["/account/app-transfers", { app: "for-people", recipient: user }],
    ["/sandbox/accounts", { email: "future@herokumanager.com" }],
  ];
  for (const [path, body] of asked) assert.equal((await outsider.call("POST", path, body)).status, 422, path);
});

test("apps of an enterprise team have permissions that clients know of", async () => {
  await admin.call("POST", "/sandbox/teams", { name: "corporation", type: "enterprise" });
  const features = async (team: string) => names((await admin.call("GET", `/teams/${team}/features`)).list);
  assert.deepEqual([await features("corporation"), await features("acme")], [["org-access-controls"], []]);
});
