import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import fs from "node:fs/promises";
import http from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { type TestContext, test } from "node:test";
import { promisify } from "node:util";
import * as tar from "tar";
import { openBuildRoom, writeFiles } from "./build-room.ts";

/** Serves a file at /source.tgz and nothing else. */
async function serveFile(t: TestContext, file: string): Promise<string> {
  const server = http.createServer(async (request, response) => {
    if (request.url?.startsWith("/source.tgz")) response.end(await fs.readFile(file));
    else response.writeHead(404).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function openWithSource(t: TestContext) {
  const room = await openBuildRoom(t);
  const folder = await writeFiles(path.join(room.root, "made"), { "shop-1a2b/Procfile": "job: x\n" });
  const file = path.join(room.root, "source.tgz");
  await tar.create({ cwd: folder, file, gzip: true }, ["shop-1a2b"]);
  const origin = await serveFile(t, file);
  const buildFrom = (url: string, checksum: string | null) =>
    room.build({}, { source: { kind: "url", url, checksum }, version: null });
  return { ...room, file, origin, buildFrom };
}

test("a source is fetched from its URL, its checksum looked at, its top folder taken off", async (t) => {
  const room = await openWithSource(t);
  const checksum = createHash("sha256")
    .update(await fs.readFile(room.file))
    .digest("hex");
  const { record, output, slug } = await room.buildFrom(`${room.origin}/source.tgz?signed`, `SHA256:${checksum}`);
  assert.equal(record.status, "succeeded", output);
  assert.deepEqual(slug?.processTypes, { job: "x" });
  assert.equal(room.store.releases.current(room.app.id)?.description, `Deploy ${slug?.id.slice(0, 8)}`);
});

test("a source that is wrong, gone or out of reach fails in words that do not show its URL", async (t) => {
  const room = await openWithSource(t);
  const cases: [url: string, checksum: string | null, message: RegExp][] = [
    [`${room.origin}/source.tgz?secret`, `SHA256:${"0".repeat(64)}`, /checksum of the source archive does not match/],
    [`${room.origin}/gone?secret`, null, /could not be downloaded: the server answered 404/],
    ["http://127.0.0.1:1/source.tgz?secret", null, /could not be downloaded: the server could not be reached/],
    ["file:///etc/passwd?secret", null, /only http and https/],
  ];
  for (const [url, checksum, message] of cases) {
    const { record, output } = await room.buildFrom(url, checksum);
    assert.equal(record.status, "failed");
    assert.match(output, message);
    assert.doesNotMatch(output, /secret/);
  }
});

test("an archive that was uploaded is built and stays where it is", async (t) => {
  const room = await openWithSource(t);
  const { record } = await room.build({}, { source: { kind: "archive", path: room.file } });
  assert.equal(record.status, "succeeded");
  await fs.access(room.file);
});

test("a buildpack from git, at a branch, is refreshed and serves from the copy when it is gone", async (t) => {
  const room = await openBuildRoom(t);
  const origin = path.join(room.root, "pack origin");
  const env = {
    ...process.env,
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_AUTHOR_NAME: "a",
    GIT_AUTHOR_EMAIL: "a@b",
    GIT_COMMITTER_NAME: "a",
    GIT_COMMITTER_EMAIL: "a@b",
  };
  const git = (...args: string[]) => promisify(execFile)("git", args, { cwd: origin, env });
  const publish = async (text: string) => {
    await writeFiles(origin, {
      "bin/detect": "#!/bin/sh\necho Pack\n",
      "bin/compile": `#!/bin/sh\necho "       ${text}"\n`,
    });
    await git("add", "--all");
    await git("commit", "--quiet", "--message=x");
  };
  await fs.mkdir(origin);
  await git("init", "--quiet", "--initial-branch=next");
  const buildpacks = [`file://${encodeURI(origin)}#next`];
  const outputNow = async () => (await room.build({ a: "" }, { buildpacks })).output;
  await publish("first");
  assert.match(await outputNow(), /^ {7}first$/m);
  await publish("second");
  assert.match(await outputNow(), /^ {7}second$/m);
  await fs.rename(origin, `${origin} gone`);
  assert.match(await outputNow(), /^ {7}second$/m);
});
