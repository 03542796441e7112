import assert from "node:assert/strict";
import { createReadStream } from "node:fs";
import { chmod, mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, symlink, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { after, describe, test } from "node:test";
import { createGzip, gzipSync } from "node:zlib";
import fc from "fast-check";
import * as tar from "tar";
import { addedByBuild, placeOf, unpackSlug } from "../../../../src/editor/import/unpack-slug.ts";

const made: string[] = [];
const newFolder = async (): Promise<string> => {
  const folder = await mkdtemp(path.join(os.tmpdir(), "unpack-slug-"));
  made.push(folder);
  return folder;
};
after(async () => {
  for (const folder of made) await rm(folder, { recursive: true, force: true });
});

/** As the platform packs it: everything below `./app`. */
async function slugOf(files: Readonly<Record<string, string>>, prepare?: (app: string) => Promise<void>) {
  const folder = await newFolder();
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, "app", name)), { recursive: true });
    await writeFile(path.join(folder, "app", name), text);
  }
  await prepare?.(path.join(folder, "app"));
  const file = path.join(folder, "slug.tgz");
  await tar.create({ cwd: folder, file, gzip: true, portable: true }, ["./app"]);
  return createReadStream(file);
}

const header = (entry: { path: string; type: "File" | "Link" | "SymbolicLink"; linkpath?: string; size?: number }) => {
  const block = Buffer.alloc(512);
  new tar.Header({ mode: 0o644, size: 0, mtime: new Date(0), ...entry }).encode(block, 0);
  return block;
};
const archive = (...blocks: Buffer[]) => Readable.from([gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]))]);

describe("a slug", () => {
  test("gives its source back, with modes, links and long names, and without what the build added", async () => {
    const long = `${"deep/".repeat(40)}${"ä".repeat(60)}.txt`;
    const slug = await slugOf(
      {
        Procfile: "web: node web.js\n",
        "bin/start": "#!/bin/sh\n",
        "empty.txt": "",
        [long]: "long",
        "node_modules/left-pad/index.js": "x",
        "web/node_modules/kept.js": "x",
        ".heroku/node/bin/node": "x",
        ".profile.d/nodejs.sh": "x",
        "vendor/bundle/ruby/a.rb": "x",
        "vendor/own.rb": "x",
      },
      async (app) => {
        await chmod(path.join(app, "bin/start"), 0o755);
        await symlink("../Procfile", path.join(app, "bin/link"));
      },
    );
    const folder = await newFolder();
    const { files, leftOut } = await unpackSlug(slug, folder);
    assert.equal(files, 6);
    assert.deepEqual(leftOut, [".heroku", ".profile.d", "node_modules", "vendor/bundle"]);
    assert.equal(await readFile(path.join(folder, "Procfile"), "utf8"), "web: node web.js\n");
    assert.equal(await readFile(path.join(folder, long), "utf8"), "long");
    assert.equal(await readFile(path.join(folder, "empty.txt"), "utf8"), "");
    assert.equal(await readlink(path.join(folder, "bin/link")), "../Procfile");
    assert.deepEqual((await readdir(path.join(folder, "vendor"))).sort(), ["own.rb"]);
    if (process.platform !== "win32") {
      assert.equal((await stat(path.join(folder, "bin/start"))).mode & 0o111, 0o111);
      assert.equal((await stat(path.join(folder, "Procfile"))).mode & 0o111, 0);
    }
  });

  const evil: [name: string, blocks: Buffer[]][] = [
    ["a path that climbs", [header({ path: "./app/../../evil", type: "File" })]],
    ["an absolute path", [header({ path: "/app/evil", type: "File" })]],
    ["a path with a drive", [header({ path: "C:\\app\\evil", type: "File" })]],
    ["a path that climbs with backslashes", [header({ path: "app\\..\\..\\evil", type: "File" })]],
    ["an absolute link", [header({ path: "./app/a", type: "SymbolicLink", linkpath: "/etc" })]],
    ["a link that climbs", [header({ path: "./app/a", type: "SymbolicLink", linkpath: "../../b" })]],
    ["a link that climbs on its way down", [header({ path: "./app/a", type: "SymbolicLink", linkpath: "b/../c" })]],
    ["another name of a file outside", [header({ path: "./app/a", type: "Link", linkpath: "../../etc/passwd" })]],
    [
      "a link written through another link",
      [
        header({ path: "./app/sub/up", type: "SymbolicLink", linkpath: ".." }),
        header({ path: "./app/sub/up/evil", type: "SymbolicLink", linkpath: "x" }),
      ],
    ],
  ];
  for (const [name, blocks] of evil) {
    test(`with ${name} is refused`, async () => {
      const folder = await newFolder();
      await assert.rejects(unpackSlug(archive(...blocks), path.join(folder, "in")), /leads outside/);
      assert.deepEqual(
        (await readdir(folder)).filter((it) => it !== "in"),
        [],
      );
    });
  }

  for (const name of [".git", ".GIT", ".git.", ".git ", ".git::$INDEX_ALLOCATION", "GIT~1", ".g\u200cit"]) {
    test(`brings no ${JSON.stringify(name)} along`, async () => {
      const folder = await newFolder();
      await unpackSlug(archive(header({ path: `./app/${name}/config`, type: "File" })), folder);
      assert.deepEqual(await readdir(folder), []);
    });
  }

  test("may have files of any size in what the build added: they are not held in memory", async () => {
    const folder = await newFolder();
    const size = 300 * 1024 ** 2;
    const empty = Buffer.alloc(1024 ** 2);
    async function* blocks() {
      yield header({ path: "./app/.heroku/python/lib/libtorch.so", type: "File", size });
      for (let left = size; left > 0; left -= empty.length) yield empty;
      yield header({ path: "./app/Procfile", type: "File" });
      yield Buffer.alloc(1024);
    }
    const { files, leftOut } = await unpackSlug(Readable.from(blocks()).pipe(createGzip({ level: 1 })), folder);
    assert.deepEqual([files, leftOut, await readdir(folder)], [1, [".heroku"], ["Procfile"]]);
  });

  test("that grows by other names of one file, or has no end of entries, is refused", async () => {
    const folder = await newFolder();
    const file = [header({ path: "./app/a", type: "File", size: 512 }), Buffer.alloc(512)];
    const names = Array.from({ length: 8 }, (_, index) =>
      header({ path: `./app/a${index}`, type: "Link", linkpath: "./app/a" }),
    );
    await unpackSlug(archive(...file, ...names), folder, undefined, { bytes: 9 * 512, entries: 9 });
    for (const most of [
      { bytes: 9 * 512 - 1, entries: 9 },
      { bytes: 9 * 512, entries: 8 },
    ]) {
      const unpacking = unpackSlug(archive(...file, ...names), await newFolder(), undefined, most);
      await assert.rejects(unpacking, /larger than any/);
    }
  });

  test("that is cut off, damaged or no archive at all says so", async () => {
    const whole = gzipSync(Buffer.concat([header({ path: "./app/a", type: "File", size: 5000 }), Buffer.alloc(6144)]));
    const folder = await newFolder();
    await assert.rejects(unpackSlug(Readable.from([whole.subarray(0, 40)]), folder), /unexpected end/);
    await assert.rejects(unpackSlug(Readable.from([Buffer.from("<html>")]), folder), /incorrect header/);
    await assert.rejects(unpackSlug(archive(Buffer.alloc(512, "x")), folder), /no tar archive/);
    const short = gzipSync(header({ path: "./app/a", type: "File", size: 5000 }));
    await assert.rejects(unpackSlug(Readable.from([short]), folder), /ends in the middle/);
  });
});

test("whatever a path looks like, its place is below the folder or it is refused", () => {
  const piece = fc.constantFrom("app", "..", ".", "", "a", ".git", "node_modules", "\\", "C:", "~");
  const separator = fc.constantFrom("/", "\\");
  fc.assert(
    fc.property(fc.array(fc.tuple(piece, separator), { maxLength: 8 }), (parts) => {
      const written = parts.flat().join("");
      let place: string;
      try {
        place = placeOf(written);
      } catch {
        return;
      }
      const resolved = path.posix.join("/root/folder", place);
      assert.ok(resolved === "/root/folder" || resolved.startsWith("/root/folder/"), `${written} -> ${place}`);
      assert.doesNotMatch(place, /\\|(?:^|\/)\.git(?:\/|$)/);
    }),
  );
});

test("what buildpacks add is told from a source of a like name", () => {
  assert.equal(addedByBuild("node_modules/a/b.js"), "node_modules");
  assert.equal(addedByBuild("node_modules"), "node_modules");
  assert.equal(addedByBuild("node_modules_of_mine/a.js"), undefined);
  assert.equal(addedByBuild("src/target/a"), undefined);
});
