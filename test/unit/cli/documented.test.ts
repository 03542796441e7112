import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { verbs } from "../../../src/cli/local/verbs.ts";

const docs = path.resolve(import.meta.dirname, "../../../docs");
const pages = await Promise.all(
  ["local.md", "traffic.md"].map((page) => readFile(path.join(docs, page), "utf8").catch(() => "")),
);
const text = pages.join("\n");

for (const [name, { load }] of verbs) {
  test(`docs tell of ${name} and of each of its options`, async () => {
    assert.match(text, new RegExp(`\`${name}\`|local\\.js ${name}\\b`));
    const { usage } = await load();
    const options = [...usage.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm)].map(([, option = ""]) => option);
    assert.deepEqual(
      options.filter((option) => !text.includes(option)),
      [],
    );
  });
}
