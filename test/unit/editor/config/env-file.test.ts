import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { changeEnvFile, envFilesIn, readEnvFile, writeEnvFile } from "../../../../src/editor/config/env-file.ts";

describe("a .env file", () => {
  let folder = "";
  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "heroku-workbench-env-"));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  test("that is new is for its owner only", { skip: process.platform === "win32" }, async () => {
    const file = await readEnvFile(path.join(folder, ".env"));
    assert.equal(file.exists, false);
    await writeEnvFile(file, "A=1\n");
    assert.equal((await stat(file.path)).mode & 0o777, 0o600);
  });

  test("that is there keeps its mode, and stays a link", { skip: process.platform === "win32" }, async () => {
    await writeFile(path.join(folder, "real"), "A=1\n", { mode: 0o640 });
    await symlink(path.join(folder, "real"), path.join(folder, ".env.linked"));
    const file = await readEnvFile(path.join(folder, ".env.linked"));
    await writeEnvFile(file, "A=2\n");
    assert.equal(await readFile(path.join(folder, "real"), "utf8"), "A=2\n");
    assert.equal((await stat(path.join(folder, "real"))).mode & 0o777, 0o640);
  });

  test("that somebody else makes in the same moment is not overwritten", async () => {
    const file = await readEnvFile(path.join(folder, ".env.race"));
    await writeFile(file.path, "THEIRS=1\n");
    await assert.rejects(writeEnvFile(file, "A=1\n"), { code: "EEXIST" });
  });

  test("tells what it means, what it cannot mean, and where it is broken", async () => {
    await writeFile(path.join(folder, ".env.x"), "\uFEFFA=1\nB-C=2\nD='open\n");
    const file = await readEnvFile(path.join(folder, ".env.x"));
    assert.deepEqual([...file.vars.keys()].includes("A"), true);
    assert.deepEqual([file.strange, file.openQuote], [["B-C"], 3]);
  });

  test("is changed as it is now, not as it was when somebody began to choose", async () => {
    const file = await readEnvFile(path.join(folder, ".env.chosen"));
    await writeFile(file.path, "# mine\nTHEIRS=1\nA=0\n");
    await changeEnvFile(file.path, { A: "1", B: "two words" });
    assert.equal(await readFile(file.path, "utf8"), '# mine\nTHEIRS=1\nA=1\nB="two words"\n');
  });

  test("with an open quote is not written: what comes would be part of that value", async () => {
    const file = path.join(folder, ".env.open");
    await writeFile(file, "A=1\nB='open\n");
    assert.deepEqual(await changeEnvFile(file, { C: "2" }), { broken: 2 });
    assert.equal(await readFile(file, "utf8"), "A=1\nB='open\n");
  });

  test("in another encoding is refused", async () => {
    await writeFile(path.join(folder, ".env.latin"), Buffer.from([0x41, 0x3d, 0xe9]));
    await assert.rejects(readEnvFile(path.join(folder, ".env.latin")), TypeError);
  });

  test("is found by its name; examples and folders are none", async () => {
    const other = path.join(folder, "other");
    await mkdir(path.join(other, ".env.d"), { recursive: true });
    for (const name of [".env", ".env.local", ".env.example", "my.env", ".envrc"]) {
      await writeFile(path.join(other, name), "");
    }
    assert.deepEqual(await envFilesIn(other), [".env", ".env.local"]);
    assert.deepEqual(await envFilesIn(path.join(folder, "missing")), []);
  });
});
