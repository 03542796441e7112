import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { afterEach, beforeEach, type TestContext, test } from "node:test";
import { follow } from "../../../../src/editor/logs/follow.ts";
import { createLineView } from "../../../../src/editor/logs/line-view.ts";
import { push } from "../../../../src/git/push.ts";
import { createClient, type HerokuClient } from "../../../../src/heroku/client.ts";
import { streamLogs } from "../../../../src/heroku/log-stream.ts";
import { createApp, destroyApp } from "../../../../src/heroku/resources/apps.ts";
import { changeConfigVars } from "../../../../src/heroku/resources/config-vars.ts";
import { scale } from "../../../../src/heroku/resources/formation.ts";
import { createNodeFetch } from "../../../../src/heroku/transports/node-fetch.ts";
import { createRepository, type Scratch } from "../../git/scratch-repository.ts";
import { type Program, startProgram } from "../../sandbox/sandbox-program.ts";

/** Logs of a real sandbox, shown as the editor shows them. */
let folder: string;
let fetcher: ReturnType<typeof createNodeFetch>;
const work: Scratch[] = [];

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "log-weather-"));
  fetcher = createNodeFetch();
});

afterEach(async () => {
  fetcher.close();
  for (const scratch of work.splice(0)) await scratch.remove();
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
});

function clientOf({ ready: { apiUrl, token } }: Program): HerokuClient {
  return createClient({ apiUrl, token, transport: fetcher.transport, userAgent: "heroku-workbench/0.0.0" });
}

/** What a person would see, and a promise for the moment when they see something. */
function createScreen() {
  let text = "";
  let waits: { pattern: RegExp; resolve: () => void }[] = [];
  const changed = (all: string) => {
    text = all;
    for (const { pattern, resolve } of waits) if (pattern.test(text)) resolve();
    waits = waits.filter(({ pattern }) => !pattern.test(text));
  };
  return {
    append: (more: string) => changed(text + more),
    replace: changed,
    get text() {
      return text;
    },
    shows: (pattern: RegExp) =>
      new Promise<void>((resolve) => {
        if (pattern.test(text)) resolve();
        else waits.push({ pattern, resolve });
      }),
  };
}

function show(client: HerokuClient, app: string, signal: AbortSignal) {
  const screen = createScreen();
  const view = createLineView(screen);
  const ended = follow({
    view,
    open: (onState) => streamLogs(client, app, { lines: 1500, tail: true, signal, onState }),
  });
  return { screen, view, ended };
}

test("a sandbox killed in the middle of a tail: one quiet line, and on it goes when it is back", async (context) => {
  const data = path.join(folder, "data");
  const first = await startProgram(context, data);
  const client = clientOf(first);
  await createApp(client, { name: "log-tail" });
  const stop = new AbortController();
  const { screen, view, ended } = show(client, "log-tail", stop.signal);
  await screen.shows(/Initial release|Enable Logplex|Release v\d created/);
  await first.end("SIGKILL");
  await screen.shows(/── Cannot reach .*; trying again ──/);
  await startProgram(context, data, "--port", new URL(first.ready.apiUrl).port);
  await screen.shows(/── connected again ──/);
  await changeConfigVars(client, "log-tail", { BACK: "yes" });
  await screen.shows(/Set BACK config vars/);
  stop.abort();
  await ended;
  view.end();
  assert.equal(screen.text.match(/trying again/g)?.length, 1);
  assert.equal(screen.text.match(/Set BACK config vars/g)?.length, 1);
});

test("an app that is destroyed ends its log with the platform's refusal", async (context) => {
  const client = clientOf(await startProgram(context, path.join(folder, "data")));
  await createApp(client, { name: "log-gone" });
  const { screen, view, ended } = show(client, "log-gone", new AbortController().signal);
  await screen.shows(/\[api\]: /);
  await destroyApp(client, "log-gone");
  await assert.rejects(ended, /find that app|not found/i);
  view.end();
});

test("an app that floods its log: the host stays awake, memory is bounded, what was left out is said", async (context) => {
  const sandbox = await startProgram(context, path.join(folder, "data"));
  const client = clientOf(sandbox);
  await deployFlood(context, sandbox, client);
  const stop = new AbortController();
  const { screen, view, ended } = show(client, "log-flood", stop.signal);
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  await screen.shows(/lines left out: more came than can be shown/);
  await screen.shows(/left out(?:.|\n)*left out/);
  delay.disable();
  stop.abort();
  await ended;
  view.end();
  assert.ok(screen.text.length < 20_000_000, `${screen.text.length} characters on the screen`);
  assert.ok(delay.max / 1e6 < 1000, `the event loop stood still for ${delay.max / 1e6} ms`);
});

async function deployFlood(context: TestContext, sandbox: Program, client: HerokuClient): Promise<void> {
  const scratch = await createRepository();
  work.push(scratch);
  await scratch.write("Procfile", "flood: yes 'a line of some length, as programs write them'\n");
  await scratch.run("commit", "--quiet", "--all", "-m", "Flood");
  await createApp(client, { name: "log-flood" });
  const { gitUrl, token } = sandbox.ready;
  const url = `${gitUrl}/log-flood.git`;
  const result = await push({
    git: scratch.git,
    repository: scratch.folder,
    url,
    refspec: "HEAD:refs/heads/main",
    token,
  });
  assert.deepEqual(result, { kind: "pushed" });
  await scale(client, "log-flood", [{ type: "flood", quantity: 1 }]);
  context.diagnostic("the app floods");
}
