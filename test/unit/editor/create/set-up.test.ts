import assert from "node:assert/strict";
import { mkdir, readdir, readlink, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, test } from "node:test";
import { endSetup } from "../../../../src/editor/create/end-setup.ts";
import { failureOf, followSetup } from "../../../../src/editor/create/follow-setup.ts";
import { isFree, land } from "../../../../src/editor/create/land.ts";
import { makeApp } from "../../../../src/editor/create/make-app.ts";
import { emptyPlan } from "../../../../src/editor/create/plan.ts";
import { type SetUpOptions, setUp } from "../../../../src/editor/create/set-up.ts";
import { fromFolder, fromRepository, parseAddress } from "../../../../src/editor/create/template-source.ts";
import { initRepository } from "../../../../src/git/first-commit.ts";
import { localGit } from "../../../../src/git/local-git.ts";
import type { HerokuClient } from "../../../../src/heroku/client.ts";
import { isPlatformError, networkError } from "../../../../src/heroku/errors.ts";
import type { AppSetup } from "../../../../src/heroku/resources/app-setups.ts";
import { listApps } from "../../../../src/heroku/resources/apps.ts";
import { listBuildpacks } from "../../../../src/heroku/resources/buildpacks.ts";
import { getConfigVars } from "../../../../src/heroku/resources/config-vars.ts";
import { fetchPage, openPlace, type Place } from "./created.ts";

describe("a project and its app", () => {
  test("are made together, with what the app.json says and the person has changed", async (t) => {
    const place = await openPlace(t);
    const { client, folder, git } = place;
    const from = await template(place, { env: { GREETING: "hello", KEY: { generator: "secret" } } });
    const setup = await start(place, from, { plan: { ...emptyPlan, name: "made-app" }, env: { GREETING: "moin" } });
    const { status } = await follow(place, setup);
    assert.equal(status, "succeeded");
    const { GREETING, KEY } = await getConfigVars(client, "made-app");
    assert.equal(GREETING, "moin");
    assert.match(KEY ?? "", /^\w{20,}$/);
    assert.equal((await fetchPage(place, "made-app")).body, "moin");
    const local = localGit(git, path.join(folder, "project"));
    assert.deepEqual((await local.run("ls-files")).trim().split("\n"), [
      "Procfile",
      "app.json",
      "package.json",
      "web.js",
    ]);
    assert.equal((await local.run("symbolic-ref", "--short", "HEAD")).trim(), "main");
  });

  test("are both not there when the name is taken, and the folder is as it was", async (t) => {
    const place = await openPlace(t);
    await makeApp(place.client, { ...emptyPlan, name: "taken-app" });
    const from = await template(place, {});
    const to = path.join(place.folder, "project");
    await assert.rejects(
      start(place, from, { plan: { ...emptyPlan, name: "taken-app" } }),
      (error) => isPlatformError(error) && error.status === 422,
    );
    await assert.rejects(readdir(to), { code: "ENOENT" });
    await mkdir(to);
    await assert.rejects(start(place, from, { plan: { ...emptyPlan, name: "taken-app" } }));
    assert.deepEqual(await readdir(to), []);
  });

  test("are both not there when it is cancelled before the app", async (t) => {
    const place = await openPlace(t);
    const from = await template(place, {});
    const abort = new AbortController();
    const report = (step: string) => step === "upload" && abort.abort();
    await assert.rejects(start(place, from, { signal: abort.signal, report }), (error) =>
      /cancelled|abort/i.test(String(error)),
    );
    assert.deepEqual([await listApps(place.client), await readdir(place.folder)], [[], ["from"]]);
  });

  test("may leave an app behind when no answer comes, and that is said", async (t) => {
    const place = await openPlace(t);
    const from = await template(place, {});
    const unanswered: HerokuClient["send"] = async (method, path, ...more) => {
      const answer = await place.client.send(method, path, ...more);
      if (path !== "/app-setups") return answer as never;
      throw networkError({ request: "POST /app-setups", host: "api.heroku.com", code: "ECONNRESET", cause: undefined });
    };
    const cut = { ...place, client: { ...place.client, send: unanswered } };
    await assert.rejects(start(cut, from, {}), /the connection was cut\. The app may be there all the same/);
    assert.equal((await listApps(place.client)).length, 1);
  });

  test("are ended with their build, and the platform takes the app away", async (t) => {
    const place = await openPlace(t);
    const from = await template(place, {});
    const scripts = { "heroku-postbuild": "node -e 'setInterval(() => {}, 1000)'" };
    await writeFile(path.join(from, "package.json"), JSON.stringify({ name: "slow", scripts }));
    const { app, id } = await start(place, from, {});
    const begun = Promise.withResolvers<void>();
    const onLine = (line: string) => void (line.includes("heroku-postbuild") && begun.resolve());
    const followed = followSetup(place.client, id, { signal: AbortSignal.timeout(60_000), pause: 50, onLine });
    await begun.promise;
    assert.equal((await endSetup(place.client, { app, setup: id }, 20_000))?.status, "failed");
    assert.equal((await followed).status, "failed");
    assert.deepEqual(await listApps(place.client), []);
  });

  test("say in the platform's words why a set-up failed", async (t) => {
    const place = await openPlace(t);
    const from = await template(place, { scripts: { postdeploy: "echo seeding; exit 3" } });
    const lines: string[] = [];
    const end = await follow(place, await start(place, from, {}), lines);
    assert.equal(end.status, "failed");
    assert.ok(lines.includes("seeding"), lines.join("\n"));
    assert.match(failureOf(end), /postdeploy command failed/i);
  });
});

describe("where a project lands", () => {
  test("is never a folder that holds something", async (t) => {
    const { git, folder } = await openPlace(t);
    await writeFile(path.join(folder, "mine.txt"), "mine");
    assert.equal(await isFree(folder), false);
    await assert.rejects(land(git, { from: folder, to: folder }), /is not empty/);
    assert.deepEqual(await readdir(folder), ["mine.txt"]);
  });

  test("nothing that is secret, installed or somebody's history comes along", async (t) => {
    const place = await openPlace(t);
    const from = await template(place, {});
    await initRepository(place.git, from);
    await mkdir(path.join(from, "node_modules"));
    for (const name of [".env", ".env.local", ".env.production", ".env.example"])
      await writeFile(path.join(from, name), "SECRET=1");
    const to = path.join(place.folder, "a", "b");
    const { undo } = await land(place.git, { from, to });
    assert.deepEqual((await readdir(to)).sort(), [
      ".env.example",
      ".git",
      "Procfile",
      "app.json",
      "package.json",
      "web.js",
    ]);
    await undo();
    assert.deepEqual(await readdir(place.folder), ["from"]);
  });
});

test("links of a template lead where they led, not back to it", { skip: process.platform === "win32" }, async (t) => {
  const place = await openPlace(t);
  const from = await template(place, {});
  await symlink("web.js", path.join(from, "server.js"));
  const { folder } = await land(place.git, { from, to: path.join(place.folder, "project") });
  assert.equal(await readlink(path.join(folder, "server.js")), "web.js");
});

describe("a template from elsewhere", () => {
  test("a folder without an app.json is none", async (t) => {
    const { folder } = await openPlace(t);
    await assert.rejects(fromFolder(folder), /no app\.json/);
  });

  test("a repository is fetched, and nothing of it stays", { skip: process.platform === "win32" }, async (t) => {
    const place = await openPlace(t);
    const from = await template(place, { name: "Fetched" });
    await land(place.git, { from, to: path.join(place.folder, "repository") });
    const address = parseAddress(`file://${place.folder}/repository`);
    assert.ok(address);
    const options = { signal: new AbortController().signal, onProgress: () => {} };
    const source = await fromRepository(place.git, address, options);
    assert.equal(source?.template.name, "Fetched");
    await source.discard();
    await assert.rejects(readdir(source.folder), { code: "ENOENT" });
    const nowhere = { ...address, url: `file://${place.folder}/nowhere` };
    await assert.rejects(fromRepository(place.git, nowhere, options), /nowhere/);
  });
});

describe("an app by itself", () => {
  test("gets its buildpacks, and says what it could not get", async (t) => {
    const { client } = await openPlace(t);
    const pipeline = { id: "00000000-0000-4000-8000-000000000000", name: "gone", stage: "staging" } as const;
    const plan = { ...emptyPlan, name: "plain-app", buildpacks: ["heroku/nodejs", "heroku/python"], pipeline };
    const { app, shortfalls } = await makeApp(client, plan);
    assert.deepEqual(
      (await listBuildpacks(client, app.id)).map(({ buildpack }) => buildpack.name),
      ["heroku/nodejs", "heroku/python"],
    );
    assert.deepEqual(
      shortfalls.map(({ part }) => part),
      ["pipeline"],
    );
  });
});

const web = `require("node:http")
  .createServer((request, response) => response.end(process.env.GREETING))
  .listen(process.env.PORT);
`;

async function template({ folder }: Place, manifest: Record<string, unknown>): Promise<string> {
  const from = path.join(folder, "from");
  await mkdir(from);
  const files = {
    "app.json": JSON.stringify({ name: "Template", ...manifest }),
    "package.json": JSON.stringify({ name: "template" }),
    "web.js": web,
    Procfile: "web: node web.js\n",
  };
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(from, name), text);
  return from;
}

async function start({ git, client, folder }: Place, from: string, more: Partial<SetUpOptions>): Promise<AppSetup> {
  const signal = new AbortController().signal;
  const usual = { plan: emptyPlan, env: {}, to: path.join(folder, "project"), signal, report: () => {} };
  return (await setUp({ git, client, from, ...usual, ...more })).setup;
}

function follow({ client }: Place, { id }: AppSetup, lines: string[] = []): Promise<AppSetup> {
  return followSetup(client, id, {
    signal: AbortSignal.timeout(60_000),
    pause: 50,
    onLine: (line) => lines.push(line),
  });
}
