import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmod, copyFile } from "node:fs/promises";
import path from "node:path";
import { describe, test } from "node:test";
import { useProject } from "./project.ts";

/** Only root can make a program that belongs to somebody else than the one who starts it. */
const isRoot = process.getuid?.() === 0 && spawnSync("setpriv", ["--version"]).status === 0;

describe("another user's process", { skip: !isRoot }, () => {
  const project = useProject();
  const nobody = 65_534;

  test("V15: a process that may not be ended is named, and the runner goes on", async () => {
    const own = path.join(project.root, "become-root");
    await copyFile("/usr/bin/setpriv", own);
    await chmod(own, 0o4755);
    await chmod(project.root, 0o777);
    const procfile = `root: ./become-root --reuid=0 --regid=0 --clear-groups sh -c 'echo $$; exec sleep 600'\nworker: sleep 0.5\n`;
    const options = { uid: nobody };
    const { line, closed, bytes } = await project.start(["start", "-t", "1"], { Procfile: procfile }, options);
    await line(/root\.1 +\| \d+$/m);
    const pid = Number(/root\.1 +\| (\d+)$/m.exec(bytes().toString())?.[1]);
    try {
      const { code, out } = await closed;
      assert.equal(code, 0);
      assert.match(out, /^\d\d:\d\d:\d\d root\.1 +\| could not be ended: a process of it belongs to another user/m);
    } finally {
      process.kill(pid, "SIGKILL");
    }
  });
});
