import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { after, before, test } from "node:test";
import type { Store } from "../../../../src/sandbox/parts.ts";
import { NameTaken } from "../../../../src/sandbox/store/errors.ts";
import { openStore } from "../../../../src/sandbox/store/store.ts";

const world = { now: () => new Date("2026-01-02T03:04:05.678Z"), uuid: randomUUID };
let folder: string;
let store: Store;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "store-"));
  store = openStore(join(folder, "sandbox.sqlite"), world);
});
after(async () => {
  store.close();
  await rm(folder, { recursive: true });
});

function newApp(name: string) {
  return store.apps.create({ name, regionName: "us", stackName: "heroku-24" });
}

test("an app has its owner as collaborator and times to the second", () => {
  const app = newApp("owned");
  assert.equal(app.createdAt, "2026-01-02T03:04:05Z");
  assert.deepEqual(
    store.collaborators.list(app.id).map(({ email, role }) => ({ email, role })),
    [{ email: store.accounts.self().email, role: "owner" }],
  );
});

test("a name is taken once, by create and by rename, and free again after delete", () => {
  const first = newApp("taken");
  const second = newApp("other");
  assert.throws(() => newApp("taken"), NameTaken);
  assert.throws(() => store.apps.update(second.id, { name: "taken" }), NameTaken);
  assert.equal(store.apps.update(first.id, { name: "taken" }).name, "taken");
  store.apps.delete(first.id);
  assert.equal(store.apps.update(second.id, { name: "taken" }).name, "taken");
});

test("an update leaves the other columns alone", () => {
  const app = newApp("changing");
  const updated = store.apps.update(app.id, { maintenance: true, loopbackPort: 4321 });
  assert.deepEqual(updated, { ...app, maintenance: true, loopbackPort: 4321 });
});

test("releases count up from 1; only a succeeded one becomes current", () => {
  const app = newApp("released");
  const user = store.accounts.self();
  const make = (description: string) =>
    store.releases.create({
      ...{ appId: app.id, description, status: "pending", slugId: null, user, outputId: null },
      configVars: { A: "1" },
    });
  const first = make("first");
  assert.equal(first.version, 1);
  assert.equal(store.releases.current(app.id), undefined);
  store.releases.finish(first.id, "succeeded");
  const second = make("second");
  store.releases.finish(second.id, "failed");
  assert.equal(store.releases.current(app.id)?.version, 1);
  assert.equal(store.releases.find(app.id, "v2")?.status, "failed");
  assert.equal(store.releases.find(app.id, second.id)?.version, 2);
  assert.deepEqual(store.releases.find(app.id, "1")?.configVars, { A: "1" });
  assert.equal(store.releases.find(app.id, "9999999999999999999999"), undefined);
});

test("deleting an app takes everything of it away, slugs that releases and builds name included", () => {
  const app = newApp("doomed");
  const user = store.accounts.self();
  const by = { userId: user.id, userEmail: user.email };
  const slugs = { commit: null, commitDescription: null, buildpackProvidedDescription: null, checksum: null, size: 1 };
  const slug = store.slugs.create({
    ...slugs,
    id: randomUUID(),
    appId: app.id,
    processTypes: { web: "run" },
    stackName: "heroku-24",
  });
  const release = store.releases.create({
    ...{ appId: app.id, description: "Deploy", status: "succeeded", slugId: slug.id, outputId: null },
    configVars: {},
    user,
  });
  const source = { sourceUrl: null, sourceVersion: null, sourceVersionDescription: null, sourceChecksum: null };
  const build = store.builds.create({
    ...{ id: randomUUID(), appId: app.id, buildpackUrls: ["heroku/nodejs"], stackName: "heroku-24" },
    ...source,
    ...by,
  });
  store.builds.update(build.id, { releaseId: release.id, slugId: slug.id, status: "succeeded" });
  store.formation.put(app.id, { type: "web", command: "run", quantity: 1, size: "Basic" });
  store.apps.delete(app.id);
  assert.equal(store.slugs.find(slug.id), undefined);
  assert.equal(store.builds.find(app.id, build.id), undefined);
  assert.deepEqual(store.formation.list(app.id), []);
});

test("config vars keep any name, __proto__ too", () => {
  const app = newApp("configured");
  store.configVars.set(app.id, JSON.parse('{"__proto__":"x","A":"ü\\n"}'));
  assert.deepEqual(Object.entries(store.configVars.get(app.id)), [
    ["__proto__", "x"],
    ["A", "ü\n"],
  ]);
});

test("a transaction that throws leaves nothing, nested ones included", () => {
  const app = newApp("atomic");
  assert.throws(() =>
    store.transaction(() => {
      store.transaction(() => store.configVars.set(app.id, { A: "1" }));
      throw new Error("stop");
    }),
  );
  assert.deepEqual(store.configVars.get(app.id), {});
  store.configVars.set(app.id, { A: "2" });
  assert.deepEqual(store.configVars.get(app.id), { A: "2" });
});

test("what it writes is for its owner alone", { skip: process.platform === "win32" }, async () => {
  newApp("private");
  for (const name of await readdir(folder)) assert.equal((await stat(join(folder, name))).mode & 0o077, 0, name);
});

test("opens again with the same account, and refuses a file of a newer version", () => {
  const file = join(folder, "again.sqlite");
  const first = openStore(file, world);
  const { id } = first.accounts.self();
  first.close();
  const second = openStore(file, world);
  assert.equal(second.accounts.self().id, id);
  second.close();
  const raw = new DatabaseSync(file);
  raw.exec("PRAGMA user_version = 99");
  raw.close();
  assert.throws(() => openStore(file, world), /newer sandbox/);
});
