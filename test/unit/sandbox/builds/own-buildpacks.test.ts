import assert from "node:assert/strict";
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import path from "node:path";
import { text } from "node:stream/consumers";
import { type TestContext, test } from "node:test";
import { promisify } from "node:util";
import * as tar from "tar";
import { findProgram } from "../../../../src/process/find-program.ts";
import { openBuildRoom } from "./build-room.ts";

type Room = Awaited<ReturnType<typeof openBuildRoom>>;

async function unpackSlug(room: Room, id: string | undefined): Promise<string> {
  const folder = path.join(room.root, `slug-${id}`);
  await fs.mkdir(folder);
  await tar.extract({ file: path.join(room.places.slugs, `${id}.tgz`), cwd: folder });
  return path.join(folder, "app");
}

/** Runs a command as a dyno does: `.profile.d` first, HOME where the slug is. */
function runInSlug(app: string, command: string, env: Record<string, string> = {}): ChildProcess {
  const script = `for part in .profile.d/*.sh; do [ -f "$part" ] && . "$part"; done; exec ${command}`;
  return spawn("bash", ["-c", script], { cwd: app, env: { PATH: process.env["PATH"], HOME: app, ...env } });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

const lockOf = (dependency: string) =>
  JSON.stringify({
    name: "x",
    lockfileVersion: 3,
    packages: {
      "": { name: "x", dependencies: { [dependency]: "file:vendor" } },
      "node_modules/vendored": { resolved: "vendor", link: true },
      vendor: { name: "vendored", version: "1.0.0" },
    },
  });

test("Node.js: dependencies are installed from the lock file, and their programs are in PATH", async (t) => {
  const room = await openBuildRoom(t);
  const { record, output, slug } = await room.build({
    "package.json": JSON.stringify({
      name: "x",
      dependencies: { vendored: "file:vendor" },
      scripts: { start: "node ." },
    }),
    "package-lock.json": lockOf("vendored"),
    "vendor/package.json": JSON.stringify({ name: "vendored", version: "1.0.0", main: "main.js" }),
    "vendor/main.js": "module.exports = 'vendored here'",
  });
  assert.equal(record.status, "succeeded", output);
  assert.match(output, /^ {7}Installing node modules$/m);
  const child = runInSlug(await unpackSlug(room, slug?.id), `node -p "require('vendored') + process.env.NODE_ENV"`);
  const printed = await text(child.stdout ?? assert.fail());
  assert.equal(printed.trim(), "vendored hereproduction");
});

test("Node.js: two lock files and missing package managers are told in words", async (t) => {
  const room = await openBuildRoom(t);
  const manifest = { "package.json": JSON.stringify({ dependencies: { a: "1" } }) };
  const both = await room.build({ ...manifest, "yarn.lock": "", "package-lock.json": "{}" });
  assert.match(both.output, /more than one lock file was found \(npm yarn\)/);
  if (await findProgram("pnpm")) return;
  assert.match(
    (await room.build({ ...manifest, "pnpm-lock.yaml": "" })).output,
    /pnpm is not installed on this machine/,
  );
});

test("Node.js: a failing build script rejects the push", async (t) => {
  const room = await openBuildRoom(t);
  const { output } = await room.build({
    "package.json": JSON.stringify({ scripts: { build: "echo broken; exit 3" } }),
  });
  assert.match(output, /^ {7}broken$/m);
  assert.match(output, /Push rejected, failed to compile Node\.js app\./);
});

test("Python: an app without requirements needs no network, and `python` is there", async (t) => {
  if (!(await findProgram("python3"))) return t.skip("no python3");
  const room = await openBuildRoom(t);
  const { record, output, slug } = await room.build({
    "requirements.txt": "# none\r\n\n",
    Procfile: "web: python app.py",
  });
  assert.equal(record.status, "succeeded", output);
  assert.match(output, /^-----> Python app detected$/m);
  assert.match(output, /requirements\.txt is empty/);
  const child = runInSlug(await unpackSlug(room, slug?.id), 'python -c "print(6 * 7)"');
  const printed = await text(child.stdout ?? assert.fail());
  assert.equal(printed.trim(), "42");
});

/** A wheel with one module, made without pip or network. */
async function makeWheel(folder: string): Promise<Buffer> {
  const file = path.join(folder, "vendored-1-py3-none-any.whl");
  const script = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w") as wheel:
    wheel.writestr("vendored.py", "answer = 42\\n")
    wheel.writestr("vendored-1.dist-info/METADATA", "Metadata-Version: 2.1\\nName: vendored\\nVersion: 1\\n")
    wheel.writestr("vendored-1.dist-info/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
    wheel.writestr("vendored-1.dist-info/entry_points.txt", "[console_scripts]\\nsay=vendored:main\\n")
    wheel.writestr("vendored-1.dist-info/RECORD", "")
`;
  await promisify(execFile)("python3", ["-c", script, file]);
  return fs.readFile(file);
}

test("Python: requirements are importable where the slug runs", async (t) => {
  const python = await findProgram("python3");
  if (!python || !(await succeeds(python, ["-m", "pip", "--version"]))) return t.skip("no python3 with pip");
  const room = await openBuildRoom(t);
  const { record, output, slug } = await room.build({
    "requirements.txt": "--no-index\n./wheels/vendored-1-py3-none-any.whl\n",
    "wheels/vendored-1-py3-none-any.whl": await makeWheel(room.root),
  });
  assert.equal(record.status, "succeeded", output);
  const app = await unpackSlug(room, slug?.id);
  const child = runInSlug(
    app,
    'python -c "import vendored, shutil; print(vendored.answer, bool(shutil.which(\\"say\\")))"',
  );
  const printed = await text(child.stdout ?? assert.fail());
  assert.equal(printed.trim(), "42 True");
});

function succeeds(command: string, args: readonly string[]): Promise<boolean> {
  return promisify(execFile)(command, args).then(
    () => true,
    () => false,
  );
}

async function startSite(t: TestContext, room: Room, slugId: string | undefined): Promise<string> {
  const port = await freePort();
  const command = room.store.slugs.find(slugId ?? "")?.processTypes["web"] ?? "";
  const child = runInSlug(await unpackSlug(room, slugId), command, { PORT: String(port) });
  t.after(() => child.kill("SIGKILL"));
  await once(child.stdout ?? assert.fail(), "data");
  return `http://127.0.0.1:${port}`;
}

test("static: a site of files is served by a web process of ours", async (t) => {
  const room = await openBuildRoom(t);
  const { output, slug } = await room.build({
    "static.json": JSON.stringify({
      root: "site",
      clean_urls: true,
      error_page: "oops.html",
      routes: { "/app/**": "app.html" },
    }),
    "site/index.html": "<h1>home</h1>",
    "site/app.html": "the app",
    "site/oops.html": "oops",
    "site/sub/index.html": "sub",
    "site/.env": "SECRET=1",
    ".env": "SECRET=1",
  });
  assert.match(output, /^-----> Static HTML app detected$/m);
  const site = await startSite(t, room, slug?.id);
  const get = async (name: string, init: RequestInit = {}) => {
    const response = await fetch(site + name, { redirect: "manual", ...init });
    return { status: response.status, text: await response.text(), headers: response.headers };
  };
  const home = await get("/");
  assert.equal(home.text, "<h1>home</h1>");
  assert.equal(home.headers.get("content-type"), "text/html; charset=utf-8");
  const etag = home.headers.get("etag") ?? "";
  assert.equal((await get("/", { headers: { "If-None-Match": etag } })).status, 304);
  assert.equal((await get("/app")).text, "the app");
  assert.equal((await get("/app/deep/link")).text, "the app");
  assert.equal((await get("/sub")).headers.get("location"), "/sub/");
  assert.equal((await get("/sub/")).text, "sub");
  for (const name of ["/nothing", "/.env", "/%2e%2e/.env", "/..%2f.env", "/..%5c.env"]) {
    const answer = await get(name);
    assert.deepEqual([answer.status, answer.text], [404, "oops"], name);
  }
  assert.equal((await get("/%00")).status, 400);
  assert.equal((await get("/", { method: "POST" })).status, 405);
});

test("static: an index.html is enough; a Procfile with its own web process wins", async (t) => {
  const room = await openBuildRoom(t);
  assert.match((await room.build({ "index.html": "x" })).output, /Default types for buildpack -> web/);
  const own = await room.build({ "index.html": "x", Procfile: "\uFEFFweb: ./serve\r\n" });
  assert.match(own.output, /^-----> Procfile app detected$/m);
});
