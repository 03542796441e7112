import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:net";
import { afterEach, describe, test } from "node:test";
import { type Child, startChild } from "../../../src/process/child.ts";
import { killTree } from "../../../src/process/end-tree.ts";
import { isPortFree } from "../../../src/process/free-port.ts";
import { nodePrograms } from "../../../src/process/node-programs.ts";
import { inspectorPort, openInspector } from "../../../src/process/open-inspector.ts";

describe("Node programs among what a process started", { skip: process.platform === "win32" }, () => {
  let child: Child;

  afterEach(async () => {
    await killTree(child);
  });

  const start = async (command: string): Promise<number> => {
    const env = { PATH: process.env["PATH"] ?? "" };
    child = startChild({ command: "/bin/sh", args: ["-c", command], cwd: "/", env });
    await once(child.stdout, "data");
    child.stdout.resume();
    child.stderr.resume();
    assert.ok(child.pid);
    return child.pid;
  };
  const script = "console.log(1); setInterval(() => {}, 1e6)";

  test("are found below a shell, other programs are not", async () => {
    const root = await start(`sleep 60 & "${process.execPath}" -e '${script}'; true`);
    const found = await nodePrograms(root);
    assert.deepEqual(
      found.map(({ command }) => command),
      [`${process.execPath} -e ${script}`],
    );
  });

  test("open their inspector when they are asked, and go on", async (t) => {
    if (!(await isPortFree(inspectorPort))) return t.skip(`port ${inspectorPort} is taken`);
    const root = await start(`exec "${process.execPath}" -e '${script}'`);
    const url = await openInspector(root, root);
    assert.match(url ?? "", /^ws:\/\/127\.0\.0\.1:9229\//);
    // A second time it is open already.
    assert.equal(await openInspector(root, root), url);
  });

  test("are left alone when somebody else has the port", { skip: process.platform !== "linux" }, async (t) => {
    if (!(await isPortFree(inspectorPort))) return t.skip(`port ${inspectorPort} is taken`);
    const server = createServer().listen(inspectorPort, "127.0.0.1");
    await once(server, "listening");
    const root = await start(`exec "${process.execPath}" -e '${script}'`);
    assert.equal(await openInspector(root, root), undefined);
    server.close();
  });
});
