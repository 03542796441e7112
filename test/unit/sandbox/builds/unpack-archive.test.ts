import assert from "node:assert/strict";
import { once } from "node:events";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { type TestContext, test } from "node:test";
import { gzipSync } from "node:zlib";
import * as tar from "tar";
import { unpackArchive } from "../../../../src/sandbox/builds/unpack-archive.ts";
import { writeFiles } from "./build-room.ts";

type Entry = { path: string; type?: "File" | "Directory" | "SymbolicLink" | "Link"; linkpath?: string; body?: string };

async function workplace(t: TestContext): Promise<string> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), "unpack-"));
  t.after(() => fs.rm(folder, { recursive: true, force: true }));
  return folder;
}

/** An archive with exactly these entries, however wrong. */
function archiveOf(entries: readonly Entry[]): Buffer {
  const blocks = entries.flatMap(({ body = "", type = "File", ...entry }) => {
    const header = new tar.Header({ mode: 0o644, size: body.length, mtime: new Date(0), type, ...entry });
    const block = Buffer.alloc(512);
    header.encode(block);
    const padded = Buffer.alloc(Math.ceil(body.length / 512) * 512);
    padded.write(body);
    return [block, padded];
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]));
}

async function unpack(t: TestContext, archive: Buffer): Promise<{ folder: string; error: string | undefined }> {
  const place = await workplace(t);
  await fs.writeFile(path.join(place, "a.tgz"), archive);
  const folder = path.join(place, "deep", "app");
  await fs.mkdir(path.dirname(folder));
  const error = await unpackArchive(path.join(place, "a.tgz"), folder).then(
    () => undefined,
    (failure: Error) => failure.message,
  );
  assert.deepEqual((await fs.readdir(place)).sort(), ["a.tgz", "deep"], "nothing outside");
  return { folder, error };
}

const hostile: [name: string, entries: Entry[], message: RegExp][] = [
  ["a path upwards", [{ path: "../evil", body: "x" }], /a path that leads outside/],
  ["a path upwards in the middle", [{ path: "a/../../evil", body: "x" }], /a path that leads outside/],
  ["an absolute path", [{ path: "/etc/evil", body: "x" }], /a path that leads outside/],
  ["a Windows path", [{ path: "C:\\evil", body: "x" }], /a path that leads outside/],
  ["backslashes upwards", [{ path: "..\\evil", body: "x" }], /a path that leads outside/],
  ["an absolute link", [{ path: "l", type: "SymbolicLink", linkpath: "/etc/passwd" }], /a link that leads outside/],
  ["a link upwards", [{ path: "a/l", type: "SymbolicLink", linkpath: "../../x" }], /a link that leads outside/],
  ["a hard link upwards", [{ path: "a/l", type: "Link", linkpath: "../x" }], /a link that leads outside/],
  [
    "a file through a link",
    [
      { path: "l", type: "SymbolicLink", linkpath: ".." },
      { path: "l/evil", body: "x" },
    ],
    /a link that leads outside/,
  ],
  ["nothing", [], /is empty|no complete tar/],
];

for (const [name, entries, message] of hostile) {
  test(`an archive with ${name} is refused`, async (t) => {
    assert.match((await unpack(t, archiveOf(entries))).error ?? "", message);
  });
}

test("what is no tar.gz, or half of one, is refused", async (t) => {
  assert.match((await unpack(t, Buffer.from("no archive at all"))).error ?? "", /no complete tar\.gz/);
  const whole = archiveOf([{ path: "a", body: "x".repeat(5000) }]);
  assert.match((await unpack(t, whole.subarray(0, whole.length - 20))).error ?? "", /no complete tar\.gz/);
});

test("links inside stay, and modes", async (t) => {
  const place = await workplace(t);
  await writeFiles(path.join(place, "src"), { "bin/run": "#!/bin/sh\n", "a.txt": "a" });
  await fs.symlink("../a.txt", path.join(place, "src/bin/link"));
  const archive = tar.create({ cwd: path.join(place, "src"), gzip: true }, ["."]);
  const chunks: Buffer[] = [];
  archive.on("data", (chunk) => chunks.push(chunk));
  await once(archive, "end");
  const { folder, error } = await unpack(t, Buffer.concat(chunks));
  assert.equal(error, undefined);
  assert.equal(await fs.readFile(path.join(folder, "bin/link"), "utf8"), "a");
  assert.equal((await fs.stat(path.join(folder, "bin/run"))).mode & 0o100, 0o100);
});

test("a single folder at the top is taken off", async (t) => {
  const { folder } = await unpack(
    t,
    archiveOf([
      { path: "shop-1a2b/", type: "Directory" },
      { path: "shop-1a2b/Procfile", body: "w" },
    ]),
  );
  assert.deepEqual(await fs.readdir(folder), ["Procfile"]);
  const two = await unpack(
    t,
    archiveOf([
      { path: "a/x", body: "x" },
      { path: "Procfile", body: "w" },
    ]),
  );
  assert.deepEqual((await fs.readdir(two.folder)).sort(), ["Procfile", "a"]);
});
