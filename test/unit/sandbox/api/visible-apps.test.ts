import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Api, type Other, startApi } from "./api-fixture.ts";

let api: Api;
let alice: Other;
before(async () => {
  api = await startApi();
  alice = await api.account("alice@example.com");
  await alice.call("POST", "/apps", { name: "of-alice" });
  await api.call("POST", "/apps", { name: "of-sandbox" });
});
after(async () => {
  assert.deepEqual(api.errors, []);
  await api.close();
});

const names = async (person: Pick<Other, "call">, path: string) =>
  (await person.call("GET", path)).list.map(({ name }) => name);

test("each account lists its own, and what is shared with it", async () => {
  assert.deepEqual([await names(alice, "/apps"), await names(api, "/apps")], [["of-alice"], ["of-sandbox"]]);
  await alice.call("POST", "/apps/of-alice/collaborators", { user: api.parts.store.accounts.self().email });
  assert.deepEqual((await names(api, "/users/~/apps")).toSorted(), ["of-alice", "of-sandbox"]);
  assert.equal((await alice.call("GET", "/users/sandbox@example.com/apps")).status, 404);
});

test("apps are filtered by id, without those that one does not see", async () => {
  const ids = api.parts.store.apps.list().map(({ id }) => id);
  const version = { accept: "application/vnd.heroku+json; version=3.filters" };
  const { status, list } = await alice.call("POST", "/filters/apps", { in: { id: ids } }, version);
  assert.deepEqual([status, list.map(({ name }) => name)], [200, ["of-alice"]]);
  assert.equal((await alice.call("POST", "/filters/apps", {})).status, 422);
});

test("lists 2 000 apps, half of them a team's, in well under 200 ms a page", async () => {
  const { store } = api.parts;
  const user = store.accounts.find(alice.email);
  const team = store.teams.create({ name: "many" });
  assert.ok(user);
  store.transaction(() => {
    store.teams.addMember(team.id, user, "member");
    for (let index = 0; index < 2000; index++) {
      const owner = index % 2 === 0 ? { user } : { team };
      store.apps.create({ name: `many-${index}`, regionName: "us", stackName: "heroku-24", ...owner });
    }
  });
  const times: number[] = [];
  for (let run = 0; run < 5; run++) {
    const start = performance.now();
    const { list } = await alice.call("GET", "/apps", undefined, { range: "name ..; max=1000" });
    times.push(performance.now() - start);
    assert.equal(list.length, 1000);
  }
  assert.ok(Math.min(...times) < 200, `${times.map(Math.round).join(", ")} ms`);
});
