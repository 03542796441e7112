import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { preparedFor, readDebugger } from "../../../src/cli/local/debugger-options.ts";
import type { Start } from "../../../src/runner/under-debugger.ts";

describe("options for a debugger", () => {
  const given = { "debugger-at": "4000", "debugger-hooks": "/hooks" };

  test("none is wanted", () => assert.equal(readDebugger({}), undefined));
  test("a kind that there is not", () => assert.throws(() => readDebugger({ ...given, debugger: "perl" }), /go, java/));
  test("without a place", () => assert.throws(() => readDebugger({ debugger: "node" }), /--debugger-at/));

  test("a command that waits", async () => {
    const setup = readDebugger({ ...given, debugger: "java" });
    const start: Start = { command: "java -jar a.jar", env: { A: "1" } };
    const { command, env } = await preparedFor(setup, start);
    assert.equal(command, "java -jar a.jar");
    assert.match(env["JAVA_TOOL_OPTIONS"] ?? "", /address=127\.0\.0\.1:4000$/);
    assert.equal(env["A"], "1");
  });

  test("a command that cannot", async () => {
    const setup = readDebugger({ ...given, debugger: "go" });
    await assert.rejects(preparedFor(setup, { command: "go test ./...", env: {} }), /dlv cannot be put before/);
  });

  test("nothing is changed without one", async () => {
    const start = { command: "node a.js", env: {} };
    assert.equal(await preparedFor(undefined, start), start);
  });
});
