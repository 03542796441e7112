import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { type TestContext, test } from "node:test";
import { createOutputs } from "../../../../src/sandbox/outputs/outputs.ts";
import type { Dynos, Logplex, Places } from "../../../../src/sandbox/parts.ts";
import { createReleases } from "../../../../src/sandbox/releases/releases.ts";
import { openStore } from "../../../../src/sandbox/store/store.ts";

const world = { now: () => new Date(), uuid: () => crypto.randomUUID() };

type Phase = { print(text: string): void; exit(status: number): void };

/** The store and the outputs are real; dynos are told here how the release phase goes. */
async function openRoom(t: TestContext) {
  const root = await fs.mkdtemp(path.join(os.tmpdir(), "releases-"));
  t.after(() => fs.rm(root, { recursive: true, force: true }));
  const places = { outputs: path.join(root, "outputs") } as Places;
  const store = openStore(path.join(root, "sandbox.db"), world);
  t.after(() => store.close());
  const log: string[] = [];
  const reconciled: (number | undefined)[] = [];
  const phases = new EventEmitter<{ phase: [Phase] }>();
  const dynos = {
    reconcile: (appId: string) => reconciled.push(store.releases.current(appId)?.version),
    runToEnd: async () => 0,
    runRelease: (_appId, _release, _slug, output) =>
      new Promise<number>((exit) => {
        setImmediate(() => phases.emit("phase", { print: (chunk) => output(Buffer.from(chunk)), exit }));
      }),
  } as Partial<Dynos> as Dynos;
  const logplex = { append: (_appId, { message }) => log.push(String(message)) } as Partial<Logplex> as Logplex;
  const outputs = createOutputs({ places, world });
  const rooms = { store, dynos, logplex, outputs };
  const releases = createReleases(rooms);
  const app = store.apps.create({ name: "shop", regionName: "us", stackName: "heroku-24" });
  const user = store.accounts.self();
  const slugOf = (processTypes: Record<string, string>) =>
    store.slugs.create({
      id: world.uuid(),
      appId: app.id,
      commit: null,
      commitDescription: null,
      buildpackProvidedDescription: null,
      checksum: null,
      processTypes,
      size: 7,
      stackName: "heroku-24",
    }).id;
  const nextPhase = () => new Promise<Phase>((resolve) => phases.once("phase", resolve));
  const deploy = (slugId: string) => releases.create({ appId: app.id, description: "Deploy 1a2b3c4d", user, slugId });
  return { ...rooms, releases, app, user, log, reconciled, slugOf, deploy, nextPhase };
}

const formationOf = (room: Awaited<ReturnType<typeof openRoom>>) =>
  room.store.formation
    .list(room.app.id)
    .map(({ type, command, quantity, size }) => ({ type, command, quantity, size }));

test("a first release with a web process starts one web dyno", async (t) => {
  const room = await openRoom(t);
  const release = await room.deploy(room.slugOf({ web: "node a", worker: "node b" }));
  assert.equal(release.status, "succeeded");
  assert.equal(release.current, true);
  assert.deepEqual(room.reconciled, [1]);
  assert.deepEqual(formationOf(room), [
    { type: "web", command: "node a", quantity: 1, size: "Basic" },
    { type: "worker", command: "node b", quantity: 0, size: "Basic" },
  ]);
  assert.equal(room.store.apps.find("shop")?.slugSize, 7);
  assert.deepEqual(room.log, [
    `Deploy 1a2b3c4d by user ${room.user.email}`,
    `Release v1 created by user ${room.user.email}`,
  ]);
});

test("a later release updates commands, adds types without dynos and removes those that went", async (t) => {
  const room = await openRoom(t);
  await room.deploy(room.slugOf({ web: "a", worker: "b" }));
  room.store.formation.put(room.app.id, { type: "web", command: "a", quantity: 3, size: "Performance-M" });
  await room.deploy(room.slugOf({ web: "a2", clock: "c" }));
  assert.deepEqual(formationOf(room), [
    { type: "clock", command: "c", quantity: 0, size: "Standard-1X" },
    { type: "web", command: "a2", quantity: 3, size: "Performance-M" },
  ]);
});

test("a config change keeps the slug and becomes the app's config vars", async (t) => {
  const room = await openRoom(t);
  const first = await room.deploy(room.slugOf({ web: "a" }));
  const request = { appId: room.app.id, description: "Set A config vars", user: room.user, configVars: { A: "1" } };
  const second = await room.releases.create(request);
  assert.equal(second.slugId, first.slugId);
  assert.deepEqual(room.store.configVars.get(room.app.id), { A: "1" });
  const third = await room.releases.rollback(room.app.id, first, room.user);
  assert.equal(third.description, "Rollback to v1");
  assert.deepEqual(room.store.configVars.get(room.app.id), {});
});

test("a release goes live only after its release phase, whose output is kept", async (t) => {
  const room = await openRoom(t);
  await room.deploy(room.slugOf({ web: "a" }));
  const phaseStarted = room.nextPhase();
  const done = room.deploy(room.slugOf({ web: "a", release: "migrate" }));
  const phase = await phaseStarted;
  const pending = room.store.releases.find(room.app.id, "v2");
  assert.equal(pending?.status, "pending");
  assert.equal(room.store.releases.current(room.app.id)?.version, 1);
  phase.print("migrating\n");
  phase.exit(0);
  assert.equal((await done).status, "succeeded");
  assert.deepEqual(room.reconciled, [1, 2]);
  const output = room.outputs.follow(pending?.outputId ?? "");
  assert.equal(output && (await text(output)), "migrating\n");
});

test("a failed release phase keeps the old release and its formation", async (t) => {
  const room = await openRoom(t);
  await room.deploy(room.slugOf({ web: "a" }));
  const phaseStarted = room.nextPhase();
  const done = room.deploy(room.slugOf({ web: "b", release: "migrate" }));
  (await phaseStarted).exit(1);
  assert.equal((await done).status, "failed");
  assert.equal(room.store.releases.current(room.app.id)?.version, 1);
  assert.equal(formationOf(room)[0]?.command, "a");
  assert.deepEqual(room.reconciled, [1]);
});

test("releases of one app live in order: a config change waits for the release phase before it and keeps its code", async (t) => {
  const room = await openRoom(t);
  await room.deploy(room.slugOf({ web: "a" }));
  const slugId = room.slugOf({ web: "b", release: "migrate" });
  const firstPhase = room.nextPhase();
  const deployed = room.deploy(slugId);
  const phase = await firstPhase;
  const created: number[] = [];
  const secondPhase = room.nextPhase();
  const changed = room.releases.create({
    appId: room.app.id,
    description: "Set A config vars",
    user: room.user,
    configVars: { A: "1" },
    onCreated: ({ version }) => created.push(version),
  });
  assert.deepEqual(created, [3]);
  phase.exit(0);
  (await secondPhase).exit(0);
  assert.equal((await deployed).version, 2);
  const last = await changed;
  assert.deepEqual([last.version, last.slugId, last.current], [3, slugId, true]);
  assert.deepEqual(room.reconciled, [1, 2, 3]);
});

test("an app that is destroyed during its release phase gets no release", async (t) => {
  const room = await openRoom(t);
  const phaseStarted = room.nextPhase();
  const done = room.deploy(room.slugOf({ release: "migrate" }));
  const phase = await phaseStarted;
  room.store.apps.delete(room.app.id);
  phase.exit(0);
  assert.equal((await done).status, "failed");
  assert.deepEqual(room.reconciled, []);
});

test("what a killed sandbox left pending has failed", async (t) => {
  const room = await openRoom(t);
  const { appId, user } = { appId: room.app.id, user: room.user };
  room.store.releases.create({
    appId,
    user,
    description: "x",
    status: "pending",
    slugId: null,
    configVars: {},
    outputId: null,
  });
  createReleases(room);
  assert.equal(room.store.releases.find(appId, "v1")?.status, "failed");
});
