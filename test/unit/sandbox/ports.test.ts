import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { listen } from "../../../src/sandbox/api/listen.ts";
import { firstFree, portsToTry, rememberPorts } from "../../../src/sandbox/ports.ts";
import { temporaryFolder } from "./temporary-folder.ts";

test("a data folder keeps its ports, unless others are asked for", async (context) => {
  const folder = await temporaryFolder(context);
  assert.deepEqual(portsToTry(folder, undefined), { api: [5180, 0], router: [5181, 0] });
  rememberPorts(folder, { api: 6000, router: 6001 });
  assert.deepEqual(portsToTry(folder, undefined), { api: [6000, 0], router: [6001, 0] });
  assert.deepEqual(portsToTry(folder, 7000), { api: [7000], router: [6001, 7001, 0] });
  assert.deepEqual(portsToTry(folder, 0), { api: [0], router: [0] });
  await writeFile(path.join(folder, "ports.json"), '{"api":"x"}');
  assert.deepEqual(portsToTry(folder, undefined).api, [5180, 0]);
});

test("a taken port is passed over where there is a choice, and an error where there is none", async () => {
  const taken = await listen(0);
  const other = await firstFree([taken.port, 0], listen);
  assert.notEqual(other.port, taken.port);
  await assert.rejects(firstFree([taken.port], listen), { code: "EADDRINUSE" });
  await Promise.all([taken.close(), other.close()]);
});
