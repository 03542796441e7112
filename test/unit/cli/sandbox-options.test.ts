import assert from "node:assert/strict";
import { homedir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { defaultDataFolder, parseSandboxCommand } from "../../../src/cli/sandbox-options.ts";

test("reads every option", () => {
  const args = ["--port", "0", "--data", "/x", "--seed", "demo", "--request-log", "log", "--json"];
  const { help, ...command } = parseSandboxCommand(args);
  assert.deepEqual(command, { port: 0, dataDir: path.resolve("/x"), seed: "demo", requestLog: "log", json: true });
  assert.equal(help, false);
});

for (const seed of ["none", "demo", "company", "many"]) {
  test(`--seed ${seed}`, () => assert.equal(parseSandboxCommand(["--seed", seed]).seed, seed));
}

for (const args of [
  ["--port", "x"],
  ["--port", "65536"],
  ["--port", "-1"],
  ["--seed", "all"],
  ["--nope"],
  ["extra"],
  ["--port"],
]) {
  test(`${args.join(" ")} is refused`, () => assert.throws(() => parseSandboxCommand(args)));
}

const folders: [NodeJS.Platform, NodeJS.ProcessEnv, string][] = [
  ["linux", {}, path.join(homedir(), ".local", "share", "heroku-workbench", "sandbox")],
  ["linux", { XDG_DATA_HOME: "/data" }, path.join("/data", "heroku-workbench", "sandbox")],
  ["linux", { XDG_DATA_HOME: "relative" }, path.join(homedir(), ".local", "share", "heroku-workbench", "sandbox")],
  ["darwin", {}, path.join(homedir(), "Library", "Application Support", "heroku-workbench", "sandbox")],
  ["win32", { LOCALAPPDATA: "C:\\Local" }, path.join("C:\\Local", "heroku-workbench", "sandbox")],
];
for (const [platform, env, expected] of folders) {
  test(`keeps its data in ${expected} on ${platform}`, () =>
    assert.equal(defaultDataFolder({ platform, env }), expected));
}
