import assert from "node:assert/strict";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { findBash, findProgram } from "../../../src/process/find-program.ts";

let folder = "";
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "find-program-"));
  await mkdir(path.join(folder, "bash"));
  await mkdir(path.join(folder, "bin"));
  for (const name of ["bash", "plain"]) await writeFile(path.join(folder, "bin", name), "");
  await chmod(path.join(folder, "bin", "bash"), 0o755);
});
after(() => rm(folder, { recursive: true }));

const inPath = (...folders: string[]) => ({ env: { PATH: folders.join(":") }, platform: "linux" }) as const;

test("a folder of that name is no program", async () => {
  assert.equal(await findProgram("bash", inPath(folder, path.join(folder, "bin"))), path.join(folder, "bin", "bash"));
});

test("a file that may not be run is no program", async () => {
  assert.equal(await findProgram("plain", inPath(path.join(folder, "bin"))), undefined);
});

test("a relative entry of PATH is not searched", async () => {
  assert.equal(await findProgram("bash", inPath("", ".", "bin")), undefined);
});

test("without bash the answer says what to install", async () => {
  const found = await findBash(inPath(folder));
  assert.equal(found.kind, "not-found");
  const onWindows = await findBash({ env: {}, platform: "win32" });
  assert.match(onWindows.kind === "not-found" ? onWindows.advice : "", /Git for Windows/);
});
