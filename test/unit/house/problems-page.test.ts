import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { rules as dotenv } from "../../../src/dotenv/rules.ts";
import type { Rule } from "../../../src/language/problem.ts";
import { rules as manifest } from "../../../src/manifest/rules.ts";
import { rules as procfile } from "../../../src/procfile/rules.ts";

const page = path.resolve(import.meta.dirname, "../../../docs/problems.md");
const all: readonly Rule[] = [...procfile, ...dotenv, ...manifest];

test("every problem has a section in docs/problems.md, and every section a problem", async () => {
  const headings = [...(await readFile(page, "utf8")).matchAll(/^### (.+)$/gm)].map(([, code]) => code);
  assert.deepEqual(headings.toSorted(), all.map(({ code }) => code).toSorted());
});

test("no code is used by two rules", () => {
  const codes = all.map(({ code }) => code);
  assert.deepEqual(
    codes.filter((code, index) => codes.indexOf(code) !== index),
    [],
  );
});

test("codes are in kebab case, titles one line without a full stop", () => {
  for (const { code, title } of all) {
    assert.match(code, /^[a-z0-9]+(-[a-z0-9]+)*$/);
    assert.match(title, /^[^\n]*[^.\n]$/);
  }
});
