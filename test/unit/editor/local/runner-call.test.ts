import assert from "node:assert/strict";
import { test } from "node:test";
import { runnerCall } from "../../../../src/editor/local/runner-call.ts";

const words = ["/ext dir/dist/local.js", "start", "--root", "/a b/$HOME"];

test("elsewhere words reach the runner as they are, without a shell", () => {
  assert.deepEqual(runnerCall(words, { platform: "linux", env: {}, execPath: "/usr/bin/code" }), {
    path: "/usr/bin/code",
    args: words,
    env: { ELECTRON_RUN_AS_NODE: "1" },
  });
});

test("on Windows cmd.exe lends the editor's program the terminal, and no word becomes another", () => {
  const call = runnerCall(["C:\\a b\\local.js", "start", "--root", "C:\\100%PATH% & co"], {
    platform: "win32",
    env: { ComSpec: "C:\\Windows\\cmd.exe" },
    execPath: "C:\\Code\\Code.exe",
  });
  assert.equal(call.path, "C:\\Windows\\cmd.exe");
  assert.equal(
    call.args,
    '/d /s /c ""C:\\Code\\Code.exe" "C:\\a b\\local.js" "start" "--root" "C:\\100"^%"PATH"^%" & co""',
  );
});
