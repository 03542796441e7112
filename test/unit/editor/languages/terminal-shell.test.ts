import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { test } from "node:test";
import { terminalShell } from "../../../../src/editor/languages/terminal-shell.ts";

const onPosix = { platform: "linux", env: {}, ended: "web ended with status %s." } as const;

test("the shell expands, and the last words stay until Enter", { skip: process.platform === "win32" }, async () => {
  const { path, args } = terminalShell(`echo "on $PORT"; exit 3`, onPosix);
  assert.ok(typeof args !== "string");
  const child = spawn(path, args, { env: { PORT: "5000" }, stdio: ["pipe", "pipe", "inherit"] });
  let printed = "";
  for await (const bytes of child.stdout) {
    printed += bytes;
    if (printed.includes("status 3.")) child.stdin.end("\n");
  }
  assert.match(printed, /^on 5000\n\n.*web ended with status 3\./);
  assert.equal(child.exitCode ?? (await once(child, "exit"))[0], 0);
});

test("what the editor added to the environment is gone", { skip: process.platform === "win32" }, async () => {
  const { path, args } = terminalShell("env", { ...onPosix, ended: "" });
  assert.ok(typeof args !== "string");
  const env = { PATH: process.env["PATH"], VSCODE_NONCE: "1", ELECTRON_X: "2", GIT_ASKPASS: "3", KEY: "a\nVSCODE_B=x" };
  const printed = await new Promise<string>((resolve, reject) => {
    const child = execFile(path, args, { env }, (error, output) => (error ? reject(error) : resolve(output)));
    child.stdin?.end();
  });
  assert.match(printed, /^KEY=a\nVSCODE_B=x$/m);
  assert.doesNotMatch(printed, /NONCE|ELECTRON_X|ASKPASS/);
});

test("a process type and a command of any characters are only data", {
  skip: process.platform === "win32",
}, async () => {
  const { path, args } = terminalShell("printf '%s' 'a\"b$(id)%d\\n'", { ...onPosix, ended: "%s" });
  assert.ok(typeof args !== "string");
  const printed = await new Promise<string>((resolve, reject) => {
    const child = execFile(path, args, (error, output) => (error ? reject(error) : resolve(output)));
    child.stdin?.end();
  });
  assert.ok(printed.startsWith('a"b$(id)%d\\n'), printed);
});

test("Windows gets one string, which cmd.exe reads as it is", () => {
  const shell = terminalShell("node a.js && echo", { platform: "win32", env: { ComSpec: "C:\\cmd.exe" }, ended: "" });
  assert.deepEqual(shell, { path: "C:\\cmd.exe", args: '/d /s /c "node a.js && echo & echo. & pause"' });
});
