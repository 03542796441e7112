import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { test } from "node:test";
import { DataFolderInUse, lockDataFolder } from "../../../src/sandbox/lock.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const lockModule = new URL("../../../src/sandbox/lock.ts", import.meta.url).href;

test("a data folder belongs to one sandbox at a time", async (context) => {
  const folder = await temporaryFolder(context);
  const unlock = lockDataFolder(folder);
  assert.throws(
    () => lockDataFolder(folder),
    (error) => error instanceof DataFolderInUse && error.message.includes(`process ${process.pid}`),
  );
  unlock();
  lockDataFolder(folder)();
});

test("the lock of a killed process is free at once", async (context) => {
  const folder = await temporaryFolder(context);
  const program = `
    const { lockDataFolder } = await import(${JSON.stringify(lockModule)});
    lockDataFolder(process.argv[1]);
    // Nobody needs the answer: the lock must not go with what is collected.
    for (let round = 0; round < 5; round++) {
      gc();
      await new Promise((resolve) => setImmediate(resolve));
    }
    console.log("locked");
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--expose-gc", "--input-type=module", "-e", program, folder], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  context.after(() => child.kill("SIGKILL"));
  await once(child.stdout, "data");
  assert.throws(() => lockDataFolder(folder), DataFolderInUse);
  child.kill("SIGKILL");
  await once(child, "exit");
  lockDataFolder(folder)();
});
