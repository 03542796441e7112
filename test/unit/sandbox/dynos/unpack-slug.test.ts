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
  const entry = (name: string, type: "SymbolicLink" | "File", linkpath = "") =>
    new tar.Header({ path: name, type, linkpath, size: 0, mode: 0o644, mtime: new Date(0) });
  const headers = [
    entry("app/door", "SymbolicLink", outside),
    entry("app/door/link", "SymbolicLink", "target"),
    entry("app/door/file", "File"),
    entry("../link", "SymbolicLink", "target"),
    entry(`${outside}/absolute`, "SymbolicLink", "target"),
  ];
  const blocks = headers.map((header) => {
    const block = Buffer.alloc(512);
    header.encode(block);
    return block;
  });
  await writeFile(file, Buffer.concat([...blocks, Buffer.alloc(1024)]));
  await unpackSlug(file, into);
  assert.deepEqual(await readdir(outside), []);
  assert.deepEqual((await readdir(folder)).sort(), ["into", "outside", "slug.tgz"]);
});

type Three = [string, string, string];
