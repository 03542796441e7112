import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { findStrays } from "../../../src/process/strays.ts";
import { deploy, startBuild, waitForLog, webProcess } from "./deploy.ts";
import { runSandbox, spawnSandbox, startProgram } from "./sandbox-program.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const isUp = /heroku\[web\.1\]: State changed from starting to up/;

test("says where it is, keeps its folder to itself, and stops when asked", async (context) => {
  const folder = path.join(await temporaryFolder(context), "new", "data");
  const first = await startProgram(context, folder);
  const { ready } = first;
  assert.deepEqual(Object.keys(ready), ["apiUrl", "gitUrl", "routerPort", "token", "account", "caFile", "dataDir"]);
  assert.deepEqual([ready.gitUrl, ready.caFile, ready.dataDir], [ready.apiUrl, null, folder]);
  assert.equal((await first.call("GET", "/account"))["email"], ready.account);
  const readyFile = path.join(folder, "ready.json");
  assert.deepEqual(JSON.parse(await readFile(readyFile, "utf8")), { ...ready, pid: first.child.pid });
  if (process.platform !== "win32") {
    assert.equal((await stat(folder)).mode & 0o777, 0o700);
    for (const file of [readyFile, path.join(folder, "token")]) assert.equal((await stat(file)).mode & 0o777, 0o600);
  }
  const second = await runSandbox(context, "--json", "--port", "0", "--data", folder);
  assert.deepEqual([second.code, second.output], [1, ""]);
  assert.match(
    second.errors,
    new RegExp(`^The sandbox could not start. Another sandbox \\(process ${first.child.pid}\\) is running on `),
  );
  assert.equal(await first.end(), 0);
  await assert.rejects(stat(readyFile), { code: "ENOENT" });
  const again = await startProgram(context, folder);
  assert.equal(again.ready.token, ready.token);
});

test("a taken port, a bad option and a broken setting are each one clear sentence", async (context) => {
  const folder = await temporaryFolder(context);
  const running = await startProgram(context, path.join(folder, "a"));
  const { port } = new URL(running.ready.apiUrl);
  const taken = await runSandbox(context, "--port", port, "--data", path.join(folder, "b"));
  assert.equal(
    taken.errors,
    `The sandbox could not start. Port ${port} is in use. Choose another with --port, or 0 for any.\n`,
  );
  assert.deepEqual([taken.code, (await runSandbox(context, "--nope")).code], [1, 2]);
  const file = path.join(folder, "file");
  await writeFile(file, "");
  const unusable = await runSandbox(context, "--port", "0", "--data", file);
  assert.equal(
    unusable.errors,
    `The sandbox could not start. The data folder ${file} cannot be used: it is a file. Choose another with --data.\n`,
  );
  const help = await runSandbox(context, "--help");
  assert.deepEqual([help.code, help.output.startsWith("Usage:")], [0, true]);
});

test("an answered write survives kill -9", async (context) => {
  const folder = await temporaryFolder(context);
  const first = await startProgram(context, folder);
  await first.call("POST", "/apps", { name: "steady" });
  const acknowledged = { config: 0, apps: 0 };
  const write = async () => {
    for (;;)
      await first.call("PATCH", "/apps/steady/config-vars", { COUNT: String(++acknowledged.config) }).catch(giveBack);
  };
  const giveBack = (error: unknown) => {
    acknowledged.config--;
    throw error;
  };
  const create = async () => {
    for (;;) {
      await first.call("POST", "/apps", { name: `app-${acknowledged.apps + 1}` });
      acknowledged.apps++;
      if (acknowledged.apps === 25) first.child.kill("SIGKILL");
    }
  };
  await Promise.allSettled([write(), create()]);
  assert.equal(await first.end("SIGKILL"), "SIGKILL");
  assert.ok(acknowledged.config > 0);

  const second = await startProgram(context, folder);
  const config = await second.call("GET", "/apps/steady/config-vars");
  assert.ok(Number(config["COUNT"]) >= acknowledged.config, `${String(config["COUNT"])} < ${acknowledged.config}`);
  const apps = await second.call<{ name: string }[]>("GET", "/apps");
  assert.ok(apps.length >= acknowledged.apps + 1);
  for (const { name } of apps) {
    const releases = await second.call<{ status: string }[]>("GET", `/apps/${name}/releases`);
    assert.ok(releases.length >= 2, name);
    assert.ok(
      releases.every(({ status }) => status === "succeeded"),
      name,
    );
  }
});

test("a killed sandbox starts its dynos again, and leaves none of the old", async (context) => {
  const folder = await temporaryFolder(context);
  const first = await startProgram(context, path.join(folder, "data"));
  await first.call("POST", "/apps", { name: "alive" });
  await deploy(first, "alive", path.join(folder, "source"), { Procfile: "web: node web.js\n", "web.js": webProcess });
  await waitForLog(first, "alive", isUp);
  const address = await first.call<{ loopback_url: string }>("GET", "/sandbox/apps/alive/addresses");
  assert.equal(await (await fetch(address.loopback_url)).text(), "web.1 ");
  await first.end("SIGKILL");

  const second = await startProgram(context, path.join(folder, "data"));
  await second.call("PATCH", "/apps/alive/config-vars", { WORD: "again" });
  const { loopback_url: url } = await second.call<{ loopback_url: string }>("GET", "/sandbox/apps/alive/addresses");
  await waitForLog(second, "alive", new RegExp(`Release v4.*${isUp.source}`, "s"));
  assert.equal(await (await fetch(url)).text(), "web.1 again");
  assert.equal(await second.end(), 0);
});

test("the demo has three apps in the states that it promises", async (context) => {
  const folder = await temporaryFolder(context);
  const first = await startProgram(context, folder, "--seed", "demo");
  const names = async (program: typeof first) =>
    (await program.call<{ name: string; maintenance: boolean }[]>("GET", "/apps"))
      .map(({ name, maintenance }) => [name, maintenance])
      .sort();
  const expected = [
    ["demo-handbook", true],
    ["demo-invoices", false],
    ["demo-shop", false],
  ];
  assert.deepEqual(await names(first), expected);
  const dynos = async (app: string) =>
    (await first.call<{ name: string; state: string }[]>("GET", `/apps/${app}/dynos`))
      .map(({ name, state }) => `${name} ${state}`)
      .sort();
  assert.deepEqual(await dynos("demo-shop"), ["web.1 up", "worker.1 up"]);
  assert.deepEqual(await dynos("demo-handbook"), ["web.1 up"]);
  assert.deepEqual(await dynos("demo-invoices"), ["web.1 crashed"]);
  await waitForLog(first, "demo-invoices", /heroku\[router\]: .*code=H10 .*status=503/);
  const slugs = () => readdir(path.join(folder, "slugs"));
  assert.equal((await slugs()).length, 3);
  await first.call("DELETE", "/apps/demo-shop");
  assert.equal(await first.end(), 0);
  assert.equal((await slugs()).length, 2);

  const second = await startProgram(context, folder, "--seed", "demo");
  assert.deepEqual(await names(second), expected.slice(0, 2));
});

test("whoever has enough while the demo is made need not wait", {
  skip: process.platform === "win32",
}, async (context) => {
  const folder = await temporaryFolder(context);
  const programs = path.join(folder, "programs");
  await mkdir(programs);
  // No build of the demo would come to its end.
  await writeFile(path.join(programs, "node"), "#!/bin/sh\nexec sleep 60\n", { mode: 0o755 });
  const env = { ...process.env, PATH: `${programs}:${process.env["PATH"]}` };
  const child = spawnSandbox(["--port", "0", "--data", path.join(folder, "data"), "--seed", "demo"], env);
  context.after(() => child.kill("SIGKILL"));
  await firstFile(path.join(folder, "data", "outputs"));
  child.kill("SIGINT");
  assert.deepEqual(await once(child, "exit"), [0, null]);
  assert.equal(findStrays((environment) => environment.includes(folder)).length, 0);
});

/** Resolves when a folder that is not there yet has a file. */
async function firstFile(folder: string): Promise<void> {
  for (;;) {
    const names = await readdir(folder).catch(() => []);
    if (names.length > 0) return;
    await nextTurn();
  }
}

test("the request log has every request and no secret", async (context) => {
  const folder = await temporaryFolder(context);
  const log = path.join(folder, "requests.log");
  const program = await startProgram(context, path.join(folder, "data"), "--request-log", log);
  await program.call("POST", "/apps", { name: "logged" });
  const session = await program.call<{ logplex_url: string }>("POST", "/apps/logged/log-sessions", {});
  await (await fetch(session.logplex_url)).text();
  const { source_blob: source } = await program.call<{ source_blob: { put_url: string } }>("POST", "/sources");
  await fetch(source.put_url, { method: "PUT", body: "x" });
  await program.call("PATCH", "/apps/logged/config-vars", { PASSWORD: "a-very-secret-value" });
  await program.end();
  const text = await readFile(log, "utf8");
  const lines = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  assert.deepEqual(
    lines.map(({ method, path, status }) => `${method} ${path} ${status}`),
    [
      "POST /apps 201",
      "POST /apps/logged/log-sessions 201",
      "GET /streams/… 200",
      "POST /sources 201",
      "PUT /sources/… 200",
      "PATCH /apps/logged/config-vars 200",
    ],
  );
  const secrets = [
    program.ready.token,
    new URL(session.logplex_url).pathname,
    new URL(source.put_url).pathname,
    "a-very-secret",
  ];
  for (const secret of secrets) assert.ok(!text.includes(secret), secret);
});

test("a build cancelled by API ends, and no release appears", async (context) => {
  const folder = await temporaryFolder(context);
  const program = await startProgram(context, path.join(folder, "data"));
  await program.call("POST", "/apps", { name: "slow" });
  const buildpack = await writeBuildpack(path.join(folder, "buildpack"), "echo compiling; sleep 600");
  await program.call("PUT", "/apps/slow/buildpack-installations", { updates: [{ buildpack }] });
  const build = await startBuild(program, "slow", path.join(folder, "source"), { Procfile: "web: true\n" });
  const output = await fetch(build.output_stream_url);
  await readUntil(output, "compiling");
  const cancelled = await program.call("DELETE", `/apps/slow/builds/${build.id}`);
  assert.equal(cancelled["status"], "failed");
  assert.equal((await program.call<unknown[]>("GET", "/apps/slow/releases")).length, 2);
  await assert.rejects(program.call("DELETE", `/apps/slow/builds/${build.id}`), /422 .*already ended/);
});

async function writeBuildpack(folder: string, compile: string): Promise<string> {
  const scripts = { detect: "echo Slow", compile, release: "echo '---'" };
  await mkdir(path.join(folder, "bin"), { recursive: true });
  for (const [name, body] of Object.entries(scripts)) {
    await writeFile(path.join(folder, "bin", name), `#!/usr/bin/env bash\n${body}\n`, { mode: 0o755 });
  }
  return pathToFileURL(folder).href;
}

async function readUntil(response: Response, words: string): Promise<void> {
  let seen = "";
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    seen += chunk;
    if (seen.includes(words)) return;
  }
  throw new Error(`The output ended without "${words}":\n${seen}`);
}
