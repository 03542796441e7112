import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { test } from "node:test";
import { createClient } from "../../../../src/heroku/client.ts";
import { isPlatformError } from "../../../../src/heroku/errors.ts";
import { createApp } from "../../../../src/heroku/resources/apps.ts";
import { listCollaborators, removeCollaborator } from "../../../../src/heroku/resources/collaborators.ts";
import { listDynos, runDetached, stopDynos } from "../../../../src/heroku/resources/dynos.ts";
import { listSizesFor } from "../../../../src/heroku/resources/platform.ts";
import {
  addTeamCollaborator,
  changePermissions,
  hasAccessControls,
  listTeamMembers,
} from "../../../../src/heroku/resources/team-collaborators.ts";
import { globalFetch } from "../../../../src/heroku/transports/global-fetch.ts";
import { startProgram } from "../../sandbox/sandbox-program.ts";

test("people of a team's app, and dynos that run once", async (t) => {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "heroku-people-"));
  const { ready, call } = await startProgram(t, dataDir);
  t.after(() => rm(dataDir, { recursive: true, force: true, maxRetries: 5 }));
  const client = createClient({ ...ready, transport: globalFetch, userAgent: "test" });
  await call("POST", "/sandbox/teams", {
    name: "acme",
    type: "enterprise",
    members: [{ email: "ann@example.com", role: "member" }],
  });
  await call("POST", "/sandbox/teams", { name: "friends" });
  await createApp(client, { name: "team-app", team: "acme" });

  await t.test("only enterprise teams have access controls", async () => {
    assert.equal(await hasAccessControls(client, "acme"), true);
    assert.equal(await hasAccessControls(client, "friends"), false);
  });

  await t.test("members are listed with their roles", async () => {
    const members = await listTeamMembers(client, "acme");
    assert.equal(members.find(({ email }) => email === "ann@example.com")?.role, "member");
  });

  await t.test("permissions are given, seen in the list, changed and taken away", async () => {
    const permissions = async () =>
      (await listCollaborators(client, "team-app"))
        .find(({ user }) => user.email === "ann@example.com")
        ?.permissions?.map(({ name }) => name)
        .sort();
    await addTeamCollaborator(client, "team-app", { user: "ann@example.com", permissions: ["view", "deploy"] });
    assert.deepEqual(await permissions(), ["deploy", "view"]);
    await changePermissions(client, "team-app", { email: "ann@example.com", permissions: ["view", "operate"] });
    assert.deepEqual(await permissions(), ["operate", "view"]);
    await removeCollaborator(client, "team-app", "ann@example.com");
    assert.equal(await permissions(), undefined);
  });

  await t.test("permissions of an app without a team are refused", async () => {
    await createApp(client, { name: "own-app" });
    const given = addTeamCollaborator(client, "own-app", { user: "ann@example.com", permissions: ["view"] });
    await assert.rejects(given, (error) => isPlatformError(error));
  });

  await t.test("an app's own sizes are those without a space", async () => {
    const sizes = await listSizesFor(client, "team-app");
    assert.ok(sizes.some(({ name, cost }) => name === "Standard-2X" && cost?.cents === 5000));
    assert.ok(sizes.every((size) => !size.private_space_only));
  });

  await t.test(
    "a command runs in a dyno of its size and with config vars of its own, until it is stopped",
    async () => {
      const run = { command: 'test "$ONLY_NOW" = yes && sleep 600', size: "Standard-1X", env: { ONLY_NOW: "yes" } };
      const dyno = await runDetached(client, "team-app", run);
      assert.match(dyno.name, /^run\.\d{4}$/);
      assert.equal(dyno.size, "Standard-1X");
      await stopDynos(client, "team-app", { kind: "dyno", dyno: dyno.name });
      while ((await listDynos(client, "team-app")).length > 0) await new Promise(setImmediate);
    },
  );
});
