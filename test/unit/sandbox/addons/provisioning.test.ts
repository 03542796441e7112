import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { startProgram } from "../sandbox-program.ts";
import { temporaryFolder } from "../temporary-folder.ts";

test("an add-on that was being made when the sandbox was killed is made after the next start", async (context) => {
  const folder = path.join(await temporaryFolder(context), "data");
  const provisioningTime = (seconds: number) =>
    writeFile(path.join(folder, "settings.json"), JSON.stringify({ addonProvisioningTime: seconds }));
  await mkdir(folder, { mode: 0o700 });
  await provisioningTime(600);
  const first = await startProgram(context, folder);
  await first.call("POST", "/apps", { name: "patient" });
  const { name, state } = await first.call("POST", "/apps/patient/addons", { plan: "heroku-postgresql" });
  assert.equal(state, "provisioning");
  assert.deepEqual(await first.call("GET", "/apps/patient/config-vars"), {});
  await first.end("SIGKILL");
  await provisioningTime(0.001);
  const second = await startProgram(context, folder);
  let addon = await second.call("GET", `/addons/${String(name)}`);
  while (addon["state"] === "provisioning") addon = await second.call("GET", `/addons/${String(name)}`);
  assert.deepEqual(Object.keys(await second.call("GET", "/apps/patient/config-vars")), ["DATABASE_URL"]);
  assert.equal(await second.end(), 0);
});

test("a sandbox that is stopped does not wait for add-ons", async (context) => {
  const folder = path.join(await temporaryFolder(context), "data");
  await mkdir(folder, { mode: 0o700 });
  await writeFile(path.join(folder, "settings.json"), '{"addonProvisioningTime": 600}');
  const program = await startProgram(context, folder);
  await program.call("POST", "/apps", { name: "hurried" });
  await program.call("POST", "/apps/hurried/addons", { plan: "heroku-redis" });
  assert.equal(await program.end(), 0);
});
