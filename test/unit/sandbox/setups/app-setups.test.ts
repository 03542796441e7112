import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { type TestContext, test } from "node:test";
import * as tar from "tar";
import { webProcess } from "../deploy.ts";
import { type Program, startProgram } from "../sandbox-program.ts";
import { temporaryFolder } from "../temporary-folder.ts";

interface Setup {
  readonly id: string;
  readonly app: { readonly id: string; readonly name: string };
  readonly build: { readonly id: string; readonly status: string; readonly output_stream_url: string } | null;
  readonly status: "pending" | "succeeded" | "failed";
  readonly failure_message: string | null;
  readonly manifest_errors: readonly string[];
  readonly postdeploy: { readonly exit_code: number; readonly output: string } | null;
  readonly resolved_success_url: string | null;
}

const shop = {
  name: "Shop",
  success_url: "/welcome",
  env: { GREETING: "hello", SESSION_SECRET: { generator: "secret" }, KEY: { description: "A key" } },
  addons: ["heroku-postgresql:essential-0", { plan: "sandbox-mail", as: "POST" }],
  formation: { web: { quantity: 0 }, worker: { quantity: 1, size: "basic" } },
  scripts: { postdeploy: "node postdeploy.js" },
};
const files = {
  "package.json": '{"name":"shop","version":"1.0.0","private":true}',
  Procfile: "web: node web.js\nworker: sleep 1000\n",
  "web.js": webProcess,
  "postdeploy.js": 'console.log("seeding " + process.env.GREETING, typeof process.env.DATABASE_URL);',
};

test("an app.json becomes an app: config vars, add-ons, build, formation, postdeploy", async (context) => {
  const { program, folder } = await start(context);
  const url = await upload(program, path.join(folder, "shop"), { ...files, "app.json": JSON.stringify(shop) });
  const setup = await finished(program, {
    source_blob: { url, version: "v1" },
    app: { name: "new-shop", region: "eu" },
    overrides: { env: { KEY: "k" } },
  });
  assert.deepEqual([setup.status, setup.failure_message, setup.manifest_errors], ["succeeded", null, []]);
  assert.equal(setup.build?.status, "succeeded");
  assert.deepEqual(setup.postdeploy, { exit_code: 0, output: "seeding hello string\n" });
  assert.match(setup.resolved_success_url ?? "", /^http:\/\/new-shop\.localhost:\d+\/welcome$/);
  const config = await program.call<Record<string, string>>("GET", "/apps/new-shop/config-vars");
  assert.deepEqual([config["GREETING"], config["KEY"], config["SESSION_SECRET"]?.length], ["hello", "k", 64]);
  assert.ok(config["DATABASE_URL"]?.startsWith("postgres://") && config["POST_API_KEY"]?.startsWith("key-"));
  const formation = await program.call<{ type: string; quantity: number }[]>("GET", "/apps/new-shop/formation");
  assert.deepEqual(formation.map(({ type, quantity }) => `${type} ${quantity}`).sort(), ["web 0", "worker 1"]);
  const releases = await program.call<{ description: string }[]>("GET", "/apps/new-shop/releases");
  assert.deepEqual(
    releases.slice(2).map(({ description }) => description.replace(/ \(.*/, "")),
    ["Set KEY, GREETING, SESSION_SECRET config vars", "Attach DATABASE", "Attach POST", "Deploy v1"],
  );
  assert.deepEqual(await readdir(path.join(folder, "data", "builds")), []);
});

test("what goes wrong is told, and no app is left", async (context) => {
  const { program, folder } = await start(context);
  let count = 0;
  const attempt = async (manifest: unknown, more: object = {}) => {
    const text = typeof manifest === "string" ? manifest : JSON.stringify(manifest);
    const url = await upload(program, path.join(folder, `source-${++count}`), { ...files, "app.json": text });
    return finished(program, { source_blob: { url }, app: { name: "doomed" }, ...more });
  };
  const minimal = { scripts: { postdeploy: "echo nothing; exit 3" } };
  const postdeploy = await attempt(minimal);
  assert.equal(postdeploy.failure_message, "Postdeploy command failed with exit code 3.");
  assert.deepEqual(postdeploy.postdeploy, { exit_code: 3, output: "nothing\n" });
  const missing = await attempt(shop);
  assert.deepEqual(missing.manifest_errors, ["config var KEY is required"]);
  assert.deepEqual([missing.build, missing.postdeploy], [null, null]);
  assert.deepEqual((await attempt("{")).manifest_errors, ["app.json is not valid JSON"]);
  assert.match((await attempt({ addons: ["nosql:huge"] })).failure_message ?? "", /^Couldn't find either the add-on/);
  assert.match((await attempt({ formation: { clock: { quantity: 1 } } })).failure_message ?? "", /\(clock\)\.$/);
  const unbuildable = await attempt({ buildpacks: [{ url: "file:///nowhere" }] });
  assert.deepEqual(
    [unbuildable.build?.status, unbuildable.failure_message],
    ["failed", "Build failed -- check your build output."],
  );
  assert.deepEqual(await program.call("GET", "/apps"), []);
  assert.deepEqual(await readdir(path.join(folder, "data", "slugs")), []);
});

test("a tarball of the web with one top folder, its checksum, and one that is not there", async (context) => {
  const { program, folder } = await start(context);
  const source = path.join(folder, "top", "repository-main");
  await write(source, { ...files, "app.json": "{}" });
  const archive = path.join(folder, "archive.tgz");
  await tar.create({ cwd: path.dirname(source), gzip: true, file: archive }, ["repository-main"]);
  const bytes = await readFile(archive);
  const server = createServer((request, response) =>
    request.url === "/archive.tgz" ? response.end(bytes) : response.writeHead(404).end(),
  ).listen(0, "127.0.0.1");
  context.after(() => server.close());
  await once(server, "listening");
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const checksum = `SHA256:${createHash("sha256").update(bytes).digest("hex")}`;
  const attempt = (blob: object) => finished(program, { source_blob: blob });
  assert.equal((await attempt({ url: `${base}/archive.tgz`, checksum })).status, "succeeded");
  const other = await attempt({ url: `${base}/archive.tgz`, checksum: `SHA256:${"0".repeat(64)}` });
  assert.equal(other.failure_message, "The checksum of the source archive does not match.");
  const gone = await attempt({ url: `${base}/gone.tgz` });
  assert.equal(gone.failure_message, "The archive could not be downloaded: the server answered 404.");
});

test("a setup whose app is deleted meanwhile says just that", async (context) => {
  const { program, folder } = await start(context);
  const source = path.join(folder, "source");
  await write(source, { ...files, "app.json": JSON.stringify(shop) });
  const archive = path.join(folder, "archive.tgz");
  await tar.create({ cwd: source, gzip: true, file: archive }, Object.keys({ ...files, "app.json": "" }));
  const deleted = Promise.withResolvers<void>();
  const server = createServer(async (_request, response) => {
    await deleted.promise;
    response.end(await readFile(archive));
  }).listen(0, "127.0.0.1");
  context.after(() => server.close());
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/archive.tgz`;
  const request = { source_blob: { url }, app: { name: "deleted" }, overrides: { env: { KEY: "k" } } };
  const setup = finished(program, request);
  while ((await program.call<unknown[]>("GET", "/apps")).length === 0);
  await program.call("DELETE", "/apps/deleted");
  deleted.resolve();
  const { status, failure_message: message } = await setup;
  assert.deepEqual([status, message], ["failed", "The app was deleted while it was being set up."]);
});

test("a setup that a killed sandbox left is failed, and its app deleted", async (context) => {
  const { program, folder } = await start(context);
  const app = { scripts: { postdeploy: "echo waiting; sleep 600" } };
  const url = await upload(program, path.join(folder, "slow"), { ...files, "app.json": JSON.stringify(app) });
  const setup = await program.call<Setup>("POST", "/app-setups", { source_blob: { url }, app: { name: "slow-setup" } });
  assert.equal(setup.status, "pending");
  await program.end("SIGKILL");
  const again = await startProgram(context, path.join(folder, "data"));
  const failed = await again.call<Setup>("GET", `/app-setups/${setup.id}`);
  assert.deepEqual([failed.status, failed.app.name], ["failed", "slow-setup"]);
  assert.deepEqual(await again.call("GET", "/apps"), []);
});

async function start(context: TestContext): Promise<{ program: Program; folder: string }> {
  const folder = await temporaryFolder(context);
  await mkdir(path.join(folder, "data"), { mode: 0o700 });
  await writeFile(path.join(folder, "data", "settings.json"), '{"addonProvisioningTime": 0.01}');
  return { folder, program: await startProgram(context, path.join(folder, "data")) };
}

async function finished(program: Program, body: object): Promise<Setup> {
  let setup = await program.call<Setup>("POST", "/app-setups", body);
  // As a client does: there is nothing to wait on but the answer.
  while (setup.status === "pending") setup = await program.call<Setup>("GET", `/app-setups/${setup.id}`);
  return setup;
}

async function upload(program: Program, folder: string, content: Record<string, string>): Promise<string> {
  await write(folder, content);
  const archive = `${folder}.tgz`;
  await tar.create({ cwd: folder, gzip: true, file: archive }, Object.keys(content));
  const { source_blob: blob } = await program.call<{ source_blob: { put_url: string; get_url: string } }>(
    "POST",
    "/sources",
  );
  await fetch(blob.put_url, { method: "PUT", body: await readFile(archive) });
  return blob.get_url;
}

async function write(folder: string, content: Record<string, string>): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(content)) await writeFile(path.join(folder, name), text);
}
