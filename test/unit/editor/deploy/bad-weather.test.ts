import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, type TestContext, test } from "node:test";
import { pathToFileURL } from "node:url";
import { endBuild } from "../../../../src/editor/deploy/end-build.ts";
import { type PushResult, push } from "../../../../src/git/push.ts";
import { createClient, type HerokuClient } from "../../../../src/heroku/client.ts";
import { createApp } from "../../../../src/heroku/resources/apps.ts";
import { newestBuild } from "../../../../src/heroku/resources/builds.ts";
import { listReleases } from "../../../../src/heroku/resources/releases.ts";
import { createNodeFetch } from "../../../../src/heroku/transports/node-fetch.ts";
import { processIds } from "../../../../src/process/group.ts";
import { createRepository, type Scratch } from "../../git/scratch-repository.ts";
import { type Program, startProgram } from "../../sandbox/sandbox-program.ts";

/** Deploys to a real sandbox that end badly. */
let work: Scratch;
let folder: string;
let fetcher: ReturnType<typeof createNodeFetch>;

beforeEach(async () => {
  work = await createRepository('it\'s "here" ');
  folder = await mkdtemp(path.join(os.tmpdir(), "bad-weather-"));
  fetcher = createNodeFetch();
});

afterEach(async () => {
  fetcher.close();
  await work.remove();
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
});

interface Deploy {
  readonly sandbox: Program;
  readonly client: HerokuClient;
  /** Pushes; `onBuild` is called with each line of the build. */
  push(onBuild: (line: string) => unknown, signal?: AbortSignal): Promise<PushResult>;
}

/** An app whose build runs this script. */
async function appBuiltBy(context: TestContext, name: string, compile: string): Promise<Deploy> {
  const sandbox = await startProgram(context, path.join(folder, "data"));
  const { apiUrl, gitUrl, token } = sandbox.ready;
  const client = createClient({ apiUrl, token, transport: fetcher.transport, userAgent: "heroku-workbench/0.0.0" });
  await createApp(client, { name });
  const buildpack = await writeBuildpack(compile);
  await sandbox.call("PUT", `/apps/${name}/buildpack-installations`, {
    updates: [{ buildpack: pathToFileURL(buildpack).href }],
  });
  return {
    sandbox,
    client,
    push: (onBuild, signal) =>
      push({
        git: work.git,
        repository: work.folder,
        url: `${gitUrl}/${name}.git`,
        refspec: "HEAD:refs/heads/main",
        token,
        signal,
        onLine: ({ from, text }) => from === "remote" && onBuild(text),
      }),
  };
}

async function writeBuildpack(compile: string): Promise<string> {
  const bin = path.join(folder, "buildpack", "bin");
  await mkdir(bin, { recursive: true });
  const scripts = { detect: "echo Weather", compile, release: "echo '---'" };
  for (const [name, script] of Object.entries(scripts)) {
    await writeFile(path.join(bin, name), `#!/usr/bin/env bash\n${script}\n`, { mode: 0o755 });
  }
  return path.join(folder, "buildpack");
}

async function running(marker: string): Promise<string[]> {
  const commands = processIds().map((pid) => readFile(`/proc/${pid}/cmdline`, "latin1").catch(() => ""));
  return (await Promise.all(commands)).filter((command) => command.includes(marker));
}

test("cancelled in the middle of a build: the build ends too, and nothing is released", async (context) => {
  const deploy = await appBuiltBy(context, "weather-cancel", "echo '-----> Waiting'; sleep 61.01");
  const cancel = new AbortController();
  const result = await deploy.push((line) => line.includes("Waiting") && cancel.abort(), cancel.signal);
  assert.deepEqual(result, { kind: "cancelled" });
  assert.equal((await newestBuild(deploy.client, "weather-cancel"))?.status, "pending", "the platform builds on");
  assert.equal(await endBuild(deploy.client, { id: "weather-cancel" }, undefined), "cancelled");
  assert.deepEqual(
    (await listReleases(deploy.client, "weather-cancel")).map(({ version }) => version),
    [2, 1],
  );
  assert.deepEqual(await running("61.01"), []);
});

test("cancelled before anything was sent: there is no build to end", async (context) => {
  const deploy = await appBuiltBy(context, "weather-none", "true");
  assert.deepEqual(await deploy.push(() => {}, AbortSignal.abort()), { kind: "cancelled" });
  const end = await endBuild(deploy.client, { id: "weather-none" }, undefined, { pause: 10, looks: 2 });
  assert.equal(end, "none");
});

test("cancelled too late: the build had ended", async (context) => {
  const deploy = await appBuiltBy(context, "weather-late", "echo done");
  assert.deepEqual(await deploy.push(() => {}), { kind: "pushed" });
  assert.equal(await endBuild(deploy.client, { id: "weather-late" }, undefined), "finished");
  const newest = await newestBuild(deploy.client, "weather-late");
  assert.equal(await endBuild(deploy.client, { id: "weather-late" }, newest, { pause: 10, looks: 2 }), "none");
});

test("a build that fails is told in words", async (context) => {
  const deploy = await appBuiltBy(context, "weather-fail", "echo ' !     No such thing'; exit 1");
  const result = await deploy.push(() => {});
  assert.ok(result.kind === "rejected" && result.reason === "build-failed", JSON.stringify(result));
  assert.match(result.message, /No such thing/);
});

test("a sandbox killed in the middle of a push: the push ends, says so, and leaves no process", async (context) => {
  const deploy = await appBuiltBy(context, "weather-kill", "echo '-----> Waiting'; sleep 62.02");
  const result = await deploy.push((line) => line.includes("Waiting") && deploy.sandbox.child.kill("SIGKILL"));
  assert.ok(result.kind === "rejected" && result.reason === "cut-off", JSON.stringify(result));
  assert.deepEqual(await running("weather-kill.git"), []);
  assert.equal(await endBuild(deploy.client, { id: "weather-kill" }, undefined), "unknown");
});

test("a Procfile with CRLF deploys", async (context) => {
  const deploy = await appBuiltBy(context, "weather-crlf", "true");
  const lines: string[] = [];
  assert.deepEqual(await deploy.push((line) => lines.push(line)), { kind: "pushed" });
  assert.ok(
    lines.some((line) => /Procfile declares types -> web$/.test(line)),
    lines.join("\n"),
  );
});

test("two windows push at once: both end, with a sentence for the one that is refused", async (context) => {
  const deploy = await appBuiltBy(context, "weather-two", "sleep 0.5");
  const results = await Promise.all([deploy.push(() => {}), deploy.push(() => {})]);
  assert.ok(results.some(({ kind }) => kind === "pushed"));
  for (const result of results) {
    assert.ok(result.kind === "pushed" || result.kind === "up-to-date" || "message" in result, JSON.stringify(result));
  }
});
