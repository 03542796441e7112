import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { findRoot } from "../../../src/project/find-root.ts";
import { makeFolder } from "./folder.ts";

const cases: readonly [name: string, files: readonly string[], document: string, root: string, within?: string][] = [
  ["beside package.json", ["package.json", "Procfile"], "Procfile", ""],
  ["alone", ["Procfile"], "Procfile", ""],
  ["a Procfile alone in a folder of a project", ["app.json", "sub/Procfile"], "sub/Procfile", ""],
  ["a service of its own", ["Procfile", "api/package.json", "api/Procfile"], "api/Procfile", "api"],
  ["a .env below", ["Procfile", "config/env/.env"], "config/env/.env", ""],
  ["a .env beside a Procfile", ["app.json", "api/Procfile", "api/.env"], "api/.env", "api"],
  ["not above the folder that is open", ["Procfile", "open/deep/.env"], "open/deep/.env", "open", "open"],
  ["the deeper of two open folders", ["open/a/Procfile"], "open/a/Procfile", "open", "open"],
  ["a folder that is not there yet", ["package.json"], "new/Procfile", ""],
];
for (const [name, files, document, root, within] of cases) {
  test(name, async (context) => {
    const folder = await makeFolder(context, Object.fromEntries(files.map((file) => [file, ""])));
    const options = within === undefined ? {} : { within: [path.join(folder, within), path.join(folder, "other")] };
    assert.equal(await findRoot(path.join(folder, document), options), path.join(folder, root));
  });
}

test("a repository is a root, and what is not one falls back to the document's folder", async (context) => {
  const folder = await makeFolder(context, { "a/b/.env": "" });
  assert.equal(await findRoot(path.join(folder, "a/b/.env")), path.join(folder, "a/b"));
  await mkdir(path.join(folder, ".git"));
  assert.equal(await findRoot(path.join(folder, "a/b/.env")), folder);
});
