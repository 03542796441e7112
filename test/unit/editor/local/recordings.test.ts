import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { test } from "node:test";
import { newRecording, recordingsIn } from "../../../../src/editor/local/recordings.ts";

test("a recording is called after its folder and when it began, by the clock on the wall", () => {
  const now = new Date(2026, 10, 21, 9, 5, 7);
  assert.equal(newRecording(path.join("/work", "my shop", "Procfile"), now), "my shop 2026-11-21 09.05.07.jsonl");
});

test("the newest recording comes first, whatever it is called", async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), "recordings-"));
  const names = [
    "zebra 2026-01-01 00.00.00.jsonl",
    "api 2026-03-01 00.00.00.jsonl",
    "api 2026-02-01 00.00.00.jsonl",
    "api 2026-03-01 00.00.00 replayed.txt",
  ];
  for (const name of names) await writeFile(path.join(folder, name), "");
  const found = await recordingsIn(folder);
  assert.deepEqual(
    found.map((file) => path.basename(file)),
    [names[1], names[2], names[0]],
  );
  await rm(folder, { recursive: true });
  assert.deepEqual(await recordingsIn(folder), []);
});
