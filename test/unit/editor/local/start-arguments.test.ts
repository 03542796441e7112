import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type LocalSettings,
  portVariable,
  type StartWords,
  startArguments,
} from "../../../../src/editor/local/start-arguments.ts";

const settings: LocalSettings = {
  terminals: "merged",
  dialect: "workbench",
  envFiles: [],
  shellFirst: false,
  keepGoing: false,
  restart: "never",
  router: false,
  basePort: undefined,
};
const words: StartWords = { file: "/shop/Procfile", root: "/shop", settings, envFiles: [] };
const first = ["start", "--procfile", "/shop/Procfile", "--root", "/shop"];

const table: readonly [name: string, given: Partial<StartWords>, more: readonly string[]][] = [
  ["nothing chosen is left to the runner", {}, []],
  ["the dialect", { settings: { ...settings, dialect: "foreman" } }, ["--dialect", "foreman"]],
  [".env files", { envFiles: ["/shop/.env", "/shop/.env.local"] }, ["--env", "/shop/.env,/shop/.env.local"]],
  ["the shell first", { settings: { ...settings, shellFirst: true } }, ["--shell-first"]],
  ["the others go on", { settings: { ...settings, keepGoing: true } }, ["--keep-going"]],
  ["a restart", { settings: { ...settings, restart: "on-failure" } }, ["--restart", "on-failure"]],
  ["a router by setting", { settings: { ...settings, router: true } }, ["--router"]],
  ["no router this time", { settings: { ...settings, router: true }, router: false }, []],
  ["a router this time", { router: true }, ["--router"]],
  ["a run's id", { runId: "12345678" }, ["--run-id", "12345678"]],
  ["config vars by address", { configVarsFrom: "/tmp/s" }, ["--config-vars-from", "/tmp/s"]],
  [
    "chosen types are no options, whatever they are called",
    { chosen: ["-web=2", "clock=0"] },
    ["--", "-web=2", "clock=0"],
  ],
];

for (const [name, given, more] of table) {
  test(`the command line of a start: ${name}`, () => {
    assert.deepEqual(startArguments({ ...words, ...given }), [...first, ...more]);
  });
}

test("a port is the shell's, so that one in .env is stronger, and is not set unless someone chose it", () => {
  assert.deepEqual(portVariable(settings), {});
  assert.deepEqual(portVariable({ ...settings, basePort: 4000 }), { PORT: "4000" });
});
