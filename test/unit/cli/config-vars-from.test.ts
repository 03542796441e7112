import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { handOver } from "../../../src/editor/local/hand-over.ts";
import { runLocal } from "./run-local.ts";

describe("--config-vars-from", () => {
  let root = "";
  before(async () => {
    root = await mkdtemp(path.join(os.tmpdir(), "config-vars-"));
    await writeFile(path.join(root, "Procfile"), "web: node -p 'process.env.A + process.env.B + process.env.C'\n");
    await writeFile(path.join(root, ".env"), "A=file\nB=file\n");
  });
  after(() => rm(root, { recursive: true, force: true }));

  const print = ["--", "node", "-p", "process.env.A + process.env.B + process.env.C"];

  test("run: they win over .env, and what they leave out stays", async () => {
    const { address } = await handOver({ A: "app", C: "a 'b' $A" });
    const { out, err, code } = await runLocal(root, ["run", "--config-vars-from", address, ...print]);
    assert.deepEqual([out, err, code], ["appfilea 'b' $A\n", "", 0]);
  });

  for (const dialect of ["workbench", "foreman", "heroku-local"]) {
    test(`start --dialect ${dialect}: they reach each process through its variables, never through its command`, async () => {
      await writeFile(path.join(root, "Procfile.args"), "web: echo \"[$SECRET]\" '$SECRET'\n");
      const { address } = await handOver({ SECRET: "hunter2" });
      const args = [
        "start",
        "-f",
        "Procfile.args",
        "--dialect",
        dialect,
        "--config-vars-from",
        address,
        "--shell-first",
      ];
      const { out } = await runLocal(root, [...args, "-p", "47310", "--no-timestamp"]);
      assert.match(out, /\[hunter2\] \$SECRET/);
      assert.match(out, /system +\| config vars beside those of \.env: SECRET\n/);
    });
  }

  const mistakes: [what: string, sent: string][] = [
    ["nothing", ""],
    ["no JSON", '{"SECRET":"hunter2"'],
    ["a list", '["hunter2"]'],
    ["a number for a text", '{"SECRET":5}'],
    ["what no system takes", '{"SECRET":"hunter2\\u0000"}'],
    ["more than an app may have", `{"SECRET":"${"hunter2".repeat(200_000)}"}`],
  ];
  for (const [what, sent] of mistakes) {
    test(`refused, without a value in the message: ${what}`, async () => {
      const address = process.platform === "win32" ? `\\\\.\\pipe\\vars-${process.pid}` : path.join(root, "socket");
      const server = createServer((socket) => socket.on("error", () => {}).end(sent));
      await new Promise<void>((resolve) => server.listen(address, resolve));
      const { code, out, err } = await runLocal(root, ["run", "--config-vars-from", address, ...print]);
      server.close();
      assert.deepEqual([code, out], [1, ""]);
      assert.match(err, /config-vars-from/);
      assert.doesNotMatch(err, /hunter2/);
    });
  }

  test("nobody at the address", async () => {
    const { code, err } = await runLocal(root, ["start", "--config-vars-from", path.join(root, "nobody")]);
    assert.equal(code, 1);
    assert.match(err, /There are no config vars at the address/);
  });
});
