import assert from "node:assert/strict";
import { test } from "node:test";
import { cleanEnvironment, pickEnvironment, readEnvironment } from "../../../src/process/environment.ts";

const editor = { PATH: "/bin", VSCODE_IPC_HOOK: "x", ELECTRON_RUN_AS_NODE: "1", GIT_DIR: "/r", unset: undefined };

test("what the editor set is dropped", () => {
  assert.deepEqual(cleanEnvironment(editor, { platform: "linux" }), { PATH: "/bin", GIT_DIR: "/r" });
});

test("the editor's answers to git go with the variables that they need; a person's own stay", () => {
  const source = { VSCODE_GIT_ASKPASS_MAIN: "/code/askpass-main.js", GIT_ASKPASS: "/code/askpass.sh" };
  assert.deepEqual(cleanEnvironment(source, { platform: "linux" }), {});
  assert.deepEqual(cleanEnvironment({ GIT_ASKPASS: "/bin/ask" }, { platform: "linux" }), { GIT_ASKPASS: "/bin/ask" });
});

test("git's own variables are dropped when asked", () => {
  assert.deepEqual(cleanEnvironment(editor, { git: "drop", platform: "linux" }), { PATH: "/bin" });
});

test("names count without case on Windows only", () => {
  const source = { Path: "C:\\bin", vscode_pid: "1", git_dir: "r" };
  assert.deepEqual(cleanEnvironment(source, { git: "drop", platform: "win32" }), { Path: "C:\\bin" });
  assert.deepEqual(cleanEnvironment(source, { git: "drop", platform: "linux" }), source);
  assert.deepEqual(pickEnvironment(source, ["PATH"], "win32"), { Path: "C:\\bin" });
  assert.equal(readEnvironment(source, "PATH", "win32"), "C:\\bin");
  assert.equal(readEnvironment(source, "PATH", "linux"), undefined);
});
