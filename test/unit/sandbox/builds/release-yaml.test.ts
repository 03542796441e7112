import assert from "node:assert/strict";
import { test } from "node:test";
import { defaultProcessTypes } from "../../../../src/sandbox/builds/release-yaml.ts";

const cases: [name: string, yaml: string, types: Record<string, string>][] = [
  ["a map", "---\ndefault_process_types:\n  web: npm start\n", { web: "npm start" }],
  ["CRLF", "---\r\ndefault_process_types:\r\n  web: a b\r\n", { web: "a b" }],
  ["other keys around it", "addons: []\ndefault_process_types:\n  web: x\nconfig_vars:\n  A: b\n", { web: "x" }],
  ["quotes", `default_process_types:\n  web: "say \\"a\\""\n  'w': 'it''s'\n`, { web: 'say "a"', w: "it's" }],
  ["comments", "default_process_types:\n# no\n  web: x # y\n  # z: q\n", { web: "x" }],
  ["colons in the command", "default_process_types:\n  web: a -b 0:80\n", { web: "a -b 0:80" }],
  ["an empty map", "--- {}\n", {}],
  ["an empty map of types", "default_process_types: {}\n", {}],
  ["nothing", "", {}],
];

for (const [name, yaml, types] of cases) {
  test(`bin/release: ${name}`, () => assert.deepEqual(defaultProcessTypes(yaml), types));
}
