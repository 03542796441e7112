import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { problemSettings } from "../../../scripts/problem-settings.ts";
import { root } from "../../../scripts/processes.ts";

const json = async (name: string) => JSON.parse(await readFile(path.join(root, name), "utf8"));
const remedy = "run: node scripts/problem-settings.ts";

test("the setting knows every problem by its code, and no other", async () => {
  const { contributes } = await json("package.json");
  const { properties } = contributes.configuration.properties["herokuWorkbench.problems"];
  assert.deepEqual(properties, problemSettings().properties, remedy);
  assert.ok(Object.keys(properties).length > 40);
});

test("each has its title as its text", async () => {
  const texts: [string, string][] = Object.entries(await json("package.nls.json"));
  const ofProblems = texts.filter(([key]) => key.startsWith("problem."));
  assert.deepEqual(Object.fromEntries(ofProblems), problemSettings().texts, remedy);
});
