import assert from "node:assert/strict";
import { test } from "node:test";
import { appNameProblem } from "../../../../src/editor/deploy/app-name.ts";
import { listFiles, secretsAmong } from "../../../../src/editor/deploy/list-files.ts";

const names: [name: string, problem: RegExp | undefined][] = [
  ["", undefined],
  ["abc", undefined],
  ["my-app-2", undefined],
  ["a".repeat(30), undefined],
  ["a".repeat(31), /At most 30 characters; these are 31/],
  ["ab", /At least 3/],
  ["My-app", /lower-case/],
  ["my_app", /lower-case/],
  ["my app", /lower-case/],
  ["2app", /starts with a letter/],
  ["-app", /starts with a letter/],
  ["app-", /ends with a letter or a digit/],
];

for (const [name, problem] of names) {
  test(`the name "${name}" ${problem ? "will not do" : "will do"}`, () => {
    const found = appNameProblem(name);
    if (problem === undefined) assert.equal(found, undefined);
    else assert.match(found ?? "", problem);
  });
}

test("many files are counted, few are named", () => {
  assert.equal(listFiles(["a"]), "1 file: a");
  assert.equal(listFiles(["a", "b", "c"], 2), "3 files: a, b and 1 more");
});

test("secrets are told from their samples", () => {
  const files = [".env", "api/.env.local", ".env.example", "key.pem", "src/env.ts", "environment"];
  assert.deepEqual(secretsAmong(files), [".env", "api/.env.local", "key.pem"]);
});
