import assert from "node:assert/strict";
import { createServer } from "node:net";
import path from "node:path";
import { describe, test } from "node:test";
import { handOver } from "../../../src/editor/local/hand-over.ts";
import { useProject } from "./project.ts";

describe("--config-vars-from", () => {
  const project = useProject();
  const files = {
    Procfile: "web: node -p 'process.env.A + process.env.B + process.env.C'\n",
    "Procfile.args": "web: echo \"[$SECRET]\" '$SECRET'\n",
    ".env": "A=file\nB=file\n",
  };

  const print = ["--", "node", "-p", "process.env.A + process.env.B + process.env.C"];

  test("run: they win over .env, and what they leave out stays", async () => {
    const { address } = await handOver({ A: "app", C: "a 'b' $A" });
    const { out, err, code } = await project.run(["run", "--config-vars-from", address, ...print], files);
    assert.deepEqual([out, err, code], ["appfilea 'b' $A\n", "", 0]);
  });

  for (const dialect of ["workbench", "foreman", "heroku-local"]) {
    test(`start --dialect ${dialect}: they reach each process through its variables, never through its command`, async () => {
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
      const { out } = await project.run([...args, "-p", "47310", "--no-timestamp"], files);
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
      const address =
        process.platform === "win32" ? `\\\\.\\pipe\\vars-${process.pid}` : path.join(project.root, "socket");
      const server = createServer((socket) => socket.on("error", () => {}).end(sent));
      await new Promise<void>((resolve) => server.listen(address, resolve));
      const { code, out, err } = await project.run(["run", "--config-vars-from", address, ...print], files);
      server.close();
      assert.deepEqual([code, out], [1, ""]);
      assert.match(err, /config-vars-from/);
      assert.doesNotMatch(err, /hunter2/);
    });
  }

  test("nobody at the address", async () => {
    const { code, err } = await project.run(["start", "--config-vars-from", path.join(project.root, "nobody")], files);
    assert.equal(code, 1);
    assert.match(err, /There are no config vars at the address/);
  });
});
