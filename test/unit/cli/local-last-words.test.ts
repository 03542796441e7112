import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { connectControl } from "../../../src/runner/control/client.ts";
import type { ControlEvent } from "../../../src/runner/control/protocol.ts";
import { waitForRun } from "../../../src/runner/control/registry.ts";

const program = path.resolve(import.meta.dirname, "../../../src/cli/local.ts");
let folder = "";

before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "last-words-"));
  await writeFile(path.join(folder, "Procfile"), "web: exit 3\n");
});
after(() => rm(folder, { recursive: true, force: true }));

test("who gave a run its id hears how it ended, however quickly that was", async () => {
  const runId = randomUUID();
  const runner = spawn(process.execPath, [program, "start", "--run-id", runId], { cwd: folder, stdio: "ignore" });
  const ended = once(runner, "exit");
  const entry = await waitForRun(runId, AbortSignal.timeout(20_000));
  assert.ok(entry);
  const client = await connectControl(entry.address);
  const events: ControlEvent[] = [];
  const copies = new Map((await client.subscribe((event) => events.push(event))).map((copy) => [copy.name, copy]));
  await client.closed;
  for (const event of events) if (event.event === "changed") copies.set(event.status.name, event.status);
  assert.deepEqual(copies.get("web.1")?.state, { kind: "ended", exit: { kind: "exited", code: 3 } });
  assert.deepEqual(await ended, [3, null]);
});
