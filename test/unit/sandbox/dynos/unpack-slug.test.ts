import assert from "node:assert/strict";
import { mkdir, readdir, readFile, readlink, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import * as tar from "tar";
import { packSlug } from "../../../../src/sandbox/builds/pack-slug.ts";
import { unpackSlug } from "../../../../src/sandbox/dynos/unpack-slug.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const options = { skip: process.platform === "win32" };

test("a slug's links lead where they did when it was packed", options, async (context) => {
  const folder = await temporaryFolder(context);
  const [source, into, file] = ["source", "into", "slug.tgz"].map((name) => path.join(folder, name)) as Three;
  await mkdir(path.join(source, "bin"), { recursive: true });
  await mkdir(into);
  await writeFile(path.join(source, "program"), "text");
  const links = { "bin/python": "/usr/bin/python3", "bin/program": "../program", up: "../..", "bin/again": "python" };
  for (const [name, target] of Object.entries(links)) await symlink(target, path.join(source, name));
  const { checksum } = await packSlug(source, file, new AbortController().signal);
  assert.equal(await unpackSlug(file, into), checksum);
  for (const [name, target] of Object.entries(links)) {
    assert.equal(await readlink(path.join(into, "app", name)), target, name);
  }
  assert.equal(await readFile(path.join(into, "app/bin/program"), "utf8"), "text");
});

test("no archive writes outside, with links neither", options, async (context) => {
  const folder = await temporaryFolder(context);
  const [outside, into, file] = ["outside", "into", "slug.tgz"].map((name) => path.join(folder, name)) as Three;
  await mkdir(outside);
  await mkdir(into);
  const door = { path: "app/door", linkpath: outside };
  const links = [
    { path: "app/door/link", linkpath: "x" },
    { path: "../link", linkpath: "x" },
  ];
  const absolute = { path: path.join(outside, "absolute"), linkpath: "x" };
  await writeFile(file, archiveOf([door, ...links, absolute]));
  await unpackSlug(file, into);
  await writeFile(file, archiveOf([door, { path: "app/door/file" }]));
  const fresh = path.join(folder, "fresh");
  await mkdir(fresh);
  await assert.rejects(unpackSlug(file, fresh));
  assert.deepEqual(await readdir(outside), []);
  assert.deepEqual((await readdir(folder)).sort(), ["fresh", "into", "outside", "slug.tgz"]);
});

/** Of links, and of empty files where nothing is linked. */
function archiveOf(entries: readonly { path: string; linkpath?: string }[]): Buffer {
  const blocks = entries.map((entry) => {
    const block = Buffer.alloc(512);
    const type = entry.linkpath === undefined ? "File" : "SymbolicLink";
    new tar.Header({ linkpath: "", ...entry, type, size: 0, mode: 0o644, mtime: new Date(0) }).encode(block);
    return block;
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

type Three = [string, string, string];
