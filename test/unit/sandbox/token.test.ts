import assert from "node:assert/strict";
import { stat } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { readOrMakeToken } from "../../../src/sandbox/token.ts";
import { temporaryFolder } from "./temporary-folder.ts";

test("each data folder has a token of its own, kept for its owner alone", async (context) => {
  const [folder, other] = [await temporaryFolder(context), await temporaryFolder(context)];
  const token = readOrMakeToken(folder);
  assert.match(token, /^HRKU-[\w-]{43}$/);
  assert.equal(readOrMakeToken(folder), token);
  assert.notEqual(readOrMakeToken(other), token);
  const { mode } = await stat(path.join(folder, "token"));
  if (process.platform !== "win32") assert.equal(mode & 0o777, 0o600);
});
