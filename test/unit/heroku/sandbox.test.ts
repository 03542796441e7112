import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import { createClient, type HerokuClient } from "../../../src/heroku/client.ts";
import { isHerokuError, isPlatformError } from "../../../src/heroku/errors.ts";
import { streamLogs } from "../../../src/heroku/log-stream.ts";
import { getAccount } from "../../../src/heroku/resources/account.ts";
import { createApp, destroyApp, getApp, listApps, updateApp } from "../../../src/heroku/resources/apps.ts";
import { getBuild } from "../../../src/heroku/resources/builds.ts";
import { addCollaborator, listCollaborators, removeCollaborator } from "../../../src/heroku/resources/collaborators.ts";
import { changeConfigVars, getConfigVars } from "../../../src/heroku/resources/config-vars.ts";
import { listDynos, restartDynos } from "../../../src/heroku/resources/dynos.ts";
import { listFormation, scale } from "../../../src/heroku/resources/formation.ts";
import { listDynoSizes, listRegions, listStacks } from "../../../src/heroku/resources/platform.ts";
import { listReleases, rollback } from "../../../src/heroku/resources/releases.ts";
import { globalFetch } from "../../../src/heroku/transports/global-fetch.ts";
import { createNodeFetch } from "../../../src/heroku/transports/node-fetch.ts";

/** The client against the sandbox as people start it: another program that read the platform's manual by itself. */
let client: HerokuClient;
let sandbox: Awaited<ReturnType<typeof startSandbox>>;
let dataDir: string;
const nodeFetch = createNodeFetch();
const userAgent = "heroku-workbench/0.0.0";

before(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), "heroku-client-"));
  sandbox = await startSandbox(dataDir, 0);
  client = createClient({ ...sandbox, transport: nodeFetch.transport, userAgent });
});

after(async () => {
  await sandbox.stop();
  nodeFetch.close();
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

test("the account, and how many calls are left", async () => {
  assert.equal((await getAccount(client)).email, sandbox.account);
  assert.ok((client.rateLimitRemaining ?? 0) > 0);
});

test("a wrong token is refused in the platform's words", async () => {
  const stranger = createClient({ ...sandbox, token: "wrong", transport: globalFetch, userAgent });
  await assert.rejects(
    getAccount(stranger),
    (error) => isPlatformError(error, "unauthorized") && error.status === 401 && error.requestId !== "",
  );
});

test("an app from its creation to its end", async () => {
  const { id } = await createApp(client, { name: "client-life" });
  assert.equal((await getApp(client, "client-life")).id, id);
  assert.equal((await updateApp(client, id, { maintenance: true })).maintenance, true);
  assert.deepEqual(
    (await listApps(client)).filter(({ name }) => name === "client-life").map(({ maintenance }) => maintenance),
    [true],
  );
  await assert.rejects(createApp(client, { name: "client-life" }), (error) => isPlatformError(error, "invalid_params"));
  await destroyApp(client, id);
  await assert.rejects(
    getApp(client, "client-life"),
    (error) => isPlatformError(error, "not_found") && error.resource === "app",
  );
});

test("an unchanged answer costs no body", async () => {
  await createApp(client, { name: "client-cache" });
  const first = await getApp(client, "client-cache");
  assert.equal(await getApp(client, "client-cache"), first);
  await updateApp(client, "client-cache", { maintenance: true });
  assert.equal((await getApp(client, "client-cache")).maintenance, true);
});

test("more apps than a page holds all arrive, once", async () => {
  for (let at = 0; at < 5; at++) await createApp(client, { name: `client-page-${at}` });
  const names: string[] = [];
  for await (const page of client.list<{ name: string }>("/apps", { range: "name ..; max=2" })) {
    assert.ok(page.length <= 2);
    names.push(...page.map(({ name }) => name));
  }
  assert.deepEqual(
    names,
    (await listApps(client)).map(({ name }) => name),
  );
  assert.ok(names.length >= 5);
});

test("config vars: set, removed, and each change a release", async () => {
  await createApp(client, { name: "client-config" });
  await changeConfigVars(client, "client-config", { A: "ä 1", B: "2" });
  assert.deepEqual(await changeConfigVars(client, "client-config", { B: null }), { A: "ä 1" });
  const [newest, before] = await listReleases(client, "client-config", { max: 2 });
  assert.ok(newest && before && newest.version === before.version + 1 && newest.current);
  // Both releases are without a slug, and the platform rolls back only to one with code.
  await assert.rejects(rollback(client, "client-config", before.id), (error) =>
    isPlatformError(error, "invalid_params"),
  );
  assert.deepEqual(await getConfigVars(client, "client-config"), { A: "ä 1" });
});

test("collaborators come and go", async () => {
  await createApp(client, { name: "client-people" });
  await addCollaborator(client, "client-people", "friend@example.com");
  const emails = async () => (await listCollaborators(client, "client-people")).map(({ user }) => user.email).sort();
  assert.deepEqual(await emails(), ["friend@example.com", sandbox.account]);
  await removeCollaborator(client, "client-people", "friend@example.com");
  assert.deepEqual(await emails(), [sandbox.account]);
});

test("an app without a slug has no processes to scale, and nothing to restart", async () => {
  await createApp(client, { name: "client-blank" });
  assert.deepEqual(await listFormation(client, "client-blank"), []);
  assert.deepEqual(await listDynos(client, "client-blank"), []);
  await assert.rejects(scale(client, "client-blank", [{ type: "web", quantity: 1 }]), isPlatformError);
  await restartDynos(client, "client-blank", { kind: "all" });
  await assert.rejects(getBuild(client, "client-blank", crypto.randomUUID()), (error) =>
    isPlatformError(error, "not_found"),
  );
});

test("what the platform offers", async () => {
  assert.ok((await listRegions(client)).some(({ name }) => name === "us"));
  assert.ok((await listStacks(client)).some((stack) => stack.default));
  assert.ok((await listDynoSizes(client)).some(({ name }) => name.toLowerCase() === "basic"));
});

test("when the account's calls are used up, the refusal says when some are back", async (t) => {
  const folder = await mkdtemp(path.join(os.tmpdir(), "heroku-client-"));
  await writeFile(path.join(folder, "settings.json"), JSON.stringify({ rateLimitPool: 2, rateLimitPerMinute: 1 }));
  const poor = await startSandbox(folder, 0);
  t.after(async () => {
    await poor.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  const calls = createClient({ ...poor, transport: globalFetch, userAgent });
  for (let left = 2; left > 0; left--) await getAccount(calls);
  await assert.rejects(
    getAccount(calls),
    (error) => isPlatformError(error, "rate_limit") && error.status === 429 && (error.retryAfter ?? 0) > 0,
  );
  assert.equal(calls.rateLimitRemaining, 0);
});

test("history comes first, then live lines", { timeout: 20_000 }, async (t) => {
  await createApp(client, { name: "client-logs" });
  const lines: string[] = [];
  const stop = new AbortController();
  const signal = AbortSignal.any([stop.signal, t.signal]);
  for await (const batch of streamLogs(client, "client-logs", { lines: 100, tail: true, signal })) {
    const isFirst = lines.length === 0;
    lines.push(...batch.lines);
    if (isFirst) await changeConfigVars(client, "client-logs", { LATER: "1" });
    if (lines.some((line) => line.includes("Set LATER config vars"))) stop.abort();
  }
  assert.match(lines[0] ?? "", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00 app\[api\]: /);
  assert.equal(new Set(lines).size, lines.length);
});

test("a log tail outlives the sandbox's death; each line comes once", { timeout: 60_000 }, async (t) => {
  await createApp(client, { name: "client-tail" });
  const lines: string[] = [];
  const has = (text: string) => lines.some((line) => line.includes(text));
  const stop = new AbortController();
  const signal = AbortSignal.any([stop.signal, t.signal]);
  let wasKilled = false;
  for await (const batch of streamLogs(client, "client-tail", { lines: 100, tail: true, signal })) {
    if (lines.length === 0) await changeConfigVars(client, "client-tail", { BEFORE: "1" });
    lines.push(...batch.lines);
    if (has("Set BEFORE config vars") && !wasKilled) {
      wasKilled = true;
      await sandbox.kill();
      await assert.rejects(getApp(client, "client-tail"), (error) => isHerokuError(error) && error.kind === "network");
      sandbox = await startSandbox(dataDir, sandbox.port);
      await changeConfigVars(client, "client-tail", { AFTER: "1" });
    }
    if (has("Set AFTER config vars")) stop.abort();
  }
  assert.ok(has("Set AFTER config vars"));
  assert.equal(new Set(lines).size, lines.length);
});

async function startSandbox(folder: string, port: number) {
  const program = path.resolve(import.meta.dirname, "../../../src/cli/sandbox.ts");
  const args = ["--disable-warning=ExperimentalWarning", program, "--port", String(port), "--data", folder, "--json"];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit", "ipc"] });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const line = await new Promise<string>((resolve, reject) => {
    if (child.stdout) createInterface({ input: child.stdout }).once("line", resolve);
    void ended.then(() => reject(new Error("The sandbox ended before it was ready.")));
  });
  const { apiUrl, token, account } = JSON.parse(line);
  return {
    apiUrl: String(apiUrl),
    token: String(token),
    account: String(account),
    port: Number(new URL(apiUrl).port),
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
    async stop() {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}
