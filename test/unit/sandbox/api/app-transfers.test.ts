import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Api, type Other, startApi } from "./api-fixture.ts";

let api: Api;
let alice: Other;
let bob: Other;
before(async () => {
  api = await startApi();
  alice = await api.account("alice@example.com");
  bob = await api.account("bob@example.com");
});
after(async () => {
  assert.deepEqual(api.errors, []);
  await api.close();
});

async function offer(app: string, recipient = bob.email) {
  await alice.call("POST", "/apps", { name: app });
  return alice.call("POST", "/account/app-transfers", { app, recipient });
}
const ownerOf = async (person: Other, app: string) =>
  ((await person.call("GET", `/apps/${app}`)).body["owner"] as { email: string } | undefined)?.email;
const stateOf = async (person: Other, id: unknown) =>
  (await person.call("GET", `/account/app-transfers/${String(id)}`)).body["state"];

test("an offer waits for its recipient, who gets the app by accepting; the giver stays a collaborator", async () => {
  const { status, body } = await offer("given");
  assert.deepEqual([status, body["state"]], [201, "pending"]);
  assert.equal((await bob.call("GET", "/apps/given")).status, 404);
  const [listed] = (await bob.call("GET", "/account/app-transfers")).list;
  assert.equal(listed?.["id"], body["id"]);
  const path = `/account/app-transfers/${String(body["id"])}`;
  assert.equal((await alice.call("PATCH", path, { state: "accepted" })).status, 403);
  assert.equal((await bob.call("PATCH", path, { state: "accepted" })).body["state"], "accepted");
  assert.equal(await ownerOf(bob, "given"), "bob@example.com");
  const { list } = await alice.call("GET", "/apps/given/collaborators");
  assert.deepEqual(list.map(({ role, user }) => [(user as { email: string }).email, role]).toSorted(), [
    ["alice@example.com", "collaborator"],
    ["bob@example.com", "owner"],
  ]);
  assert.equal((await bob.call("PATCH", path, { state: "declined" })).status, 422);
});

test("a declined offer changes nothing", async () => {
  const { body } = await offer("kept");
  const path = `/account/app-transfers/${String(body["id"])}`;
  assert.equal((await bob.call("PATCH", path, { state: "perhaps" })).status, 422);
  assert.equal((await bob.call("PATCH", path, { state: "declined" })).status, 200);
  assert.equal(await stateOf(alice, body["id"]), "declined");
  assert.equal(await ownerOf(alice, "kept"), "alice@example.com");
});

test("an offer is taken back by its giver alone, and another one is possible then", async () => {
  const { body } = await offer("undecided");
  const path = `/account/app-transfers/${String(body["id"])}`;
  assert.equal(
    (await alice.call("POST", "/account/app-transfers", { app: "undecided", recipient: "c@example.com" })).status,
    422,
  );
  assert.equal((await bob.call("DELETE", path)).status, 403);
  assert.equal((await api.call("GET", path)).status, 404);
  assert.equal((await alice.call("DELETE", path)).status, 200);
  assert.equal(await stateOf(bob, body["id"]), undefined);
  const invited = await alice.call("POST", "/account/app-transfers", { app: "undecided", recipient: "c@example.com" });
  assert.equal((invited.body["recipient"] as { email: string }).email, "c@example.com");
});

test("only an owner offers, and not to oneself", async () => {
  await alice.call("POST", "/apps", { name: "not-offered" });
  await alice.call("POST", "/apps/not-offered/collaborators", { user: bob.email });
  const offered = async (person: Pick<Other, "call">, recipient: string) =>
    (await person.call("POST", "/account/app-transfers", { app: "not-offered", recipient })).status;
  assert.deepEqual([await offered(bob, bob.email), await offered(api, bob.email)], [403, 404]);
  assert.deepEqual([await offered(alice, "~"), await offered(alice, "nobody")], [422, 422]);
});

test("to a team and back an app goes at once", async () => {
  await alice.call("POST", "/sandbox/teams", { name: "acme", members: [{ email: bob.email, role: "member" }] });
  await alice.call("POST", "/apps", { name: "wandering" });
  await alice.call("POST", "/apps/wandering/collaborators", { user: bob.email });
  assert.equal((await bob.call("PATCH", "/teams/apps/wandering", { owner: "acme" })).status, 403);
  const given = await alice.call("PATCH", "/teams/apps/wandering", { owner: "acme" });
  assert.deepEqual([given.status, given.body["joined"]], [200, true]);
  assert.equal(await ownerOf(bob, "wandering"), "acme@herokumanager.com");
  const back = await alice.call("PATCH", "/teams/apps/wandering", { owner: "alice@example.com" });
  assert.equal((back.body["owner"] as { email: string }).email, "alice@example.com");
  assert.equal((await bob.call("GET", "/apps/wandering")).status, 404);
  assert.equal((await alice.call("GET", "/apps/wandering")).body["team"], null);
});

test("an app that is given to a team is no longer on offer", async () => {
  const { body } = await offer("both-ways");
  await alice.call("PATCH", "/teams/apps/both-ways", { owner: "acme" });
  assert.equal(await stateOf(bob, body["id"]), undefined);
});
