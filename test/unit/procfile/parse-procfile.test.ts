import assert from "node:assert/strict";
import { test } from "node:test";
import { parseProcfile } from "../../../src/procfile/parse-procfile.ts";

const cases: [name: string, text: string, types: Record<string, string>][] = [
  ["two types", "web: npm start\nworker: node worker.js\n", { web: "npm start", worker: "node worker.js" }],
  ["CRLF", "web: npm start\r\nworker: a b\r\n", { web: "npm start", worker: "a b" }],
  ["a byte order mark", "\uFEFFweb: npm start", { web: "npm start" }],
  ["no newline at the end", "web: x", { web: "x" }],
  ["no blank after the colon", "web:x", { web: "x" }],
  ["comments and blank lines", "# web: no\n\n  \nweb: x\n", { web: "x" }],
  ["an indented line is none", "  web: x\n", {}],
  ["a trailing comment belongs to the command", "web: x # y", { web: "x # y" }],
  ["colons in the command", "web: a -b 0:80", { web: "a -b 0:80" }],
  ["dash and underscore", "a-b_c: x", { "a-b_c": "x" }],
  ["a type without a command does not take the next line", "web:\nworker: x", { worker: "x" }],
  ["blanks are no command", "web:   ", {}],
  ["the last of two wins", "web: a\nweb: b", { web: "b" }],
  ["nothing", "", {}],
];

for (const [name, text, types] of cases) {
  test(`Procfile: ${name}`, () => assert.deepEqual(parseProcfile(text).types, types));
}

test("Procfile: __proto__ is an ordinary type", () => {
  assert.deepEqual(Object.keys(parseProcfile("__proto__: x\nweb: y").types), ["__proto__", "web"]);
});
