import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, describe, test } from "node:test";
import { addressOf, runsFolder } from "../../../../src/runner/control/runs-folder.ts";

const before = process.env["XDG_RUNTIME_DIR"];

describe("where the runs of a user are", { skip: process.platform === "win32" }, () => {
  afterEach(() => {
    if (before === undefined) delete process.env["XDG_RUNTIME_DIR"];
    else process.env["XDG_RUNTIME_DIR"] = before;
  });

  const name = `heroku-workbench-local-${os.userInfo().uid}`;

  test("in the folder that the system gives the user", async () => {
    const folder = await mkdtemp("/tmp/home-");
    process.env["XDG_RUNTIME_DIR"] = folder;
    assert.equal(runsFolder().folder, path.join(folder, name));
    await rm(folder, { recursive: true });
  });

  for (const [what, value] of Object.entries({
    "is not there": "/nowhere/at/all",
    "is relative": ".",
    "is empty": "",
    "is too long for a socket": `/tmp/${"/".repeat(80)}`,
  })) {
    test(`elsewhere when that ${what}`, () => {
      process.env["XDG_RUNTIME_DIR"] = value;
      const { folder, platform } = runsFolder();
      assert.ok(path.isAbsolute(folder) && !folder.startsWith("/nowhere") && folder.endsWith(name), folder);
      assert.ok(Buffer.byteLength(addressOf({ folder, platform }, crypto.randomUUID())) <= 103);
    });
  }

  test("on Windows, a pipe", () => {
    assert.match(addressOf(runsFolder("win32"), "run-of-windows"), /^\\\\\.\\pipe\\.*run-of-windows$/);
  });
});
