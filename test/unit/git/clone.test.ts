import assert from "node:assert/strict";
import { mkdir, readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { clone } from "../../../src/git/clone.ts";
import { push } from "../../../src/git/push.ts";
import { startGitServer, token } from "./git-server.ts";
import { createRepository } from "./scratch-repository.ts";

test("a clone has the last push, the remote `heroku` and no token", async () => {
  const server = await startGitServer();
  const work = await createRepository();
  const { git, folder } = work;
  await server.addApp("demo");
  const url = `${server.url}/demo.git`;
  await push({ git, repository: folder, url, refspec: "HEAD:refs/heads/main", token });
  const parent = path.dirname(folder);
  assert.deepEqual(await clone({ git, url, parent, name: "it's a clone", token }), { kind: "cloned" });
  const config = await readFile(path.join(parent, "it's a clone", ".git", "config"), "utf8");
  assert.match(config, /\[remote "heroku"\]\n\turl = http:\/\/127\.0\.0\.1:\d+\/demo\.git/);
  assert.ok(!config.includes("Authorization") && !config.includes(token));
  const missing = await clone({ git, url: `${server.url}/none.git`, parent, name: "none", token });
  assert.ok(missing.kind === "rejected" && missing.reason === "no-such-app", JSON.stringify(missing));
  await server.close();
  await work.remove();
});

test("what is not cloned leaves no folder, and one that was there before stays", async () => {
  const server = await startGitServer();
  const work = await createRepository();
  const { git, folder } = work;
  const parent = path.join(path.dirname(folder), "parent");
  await mkdir(path.join(parent, "before"), { recursive: true });
  for (const name of ["before", "new"]) {
    const abort = new AbortController();
    // Whatever the program does, it is told to end as soon as it has said something.
    const end = await clone({
      git,
      url: `${server.url}/none.git`,
      parent,
      name,
      token,
      signal: abort.signal,
      onLine: () => abort.abort(),
    });
    assert.notEqual(end.kind, "cloned");
  }
  assert.deepEqual(await readdir(parent), ["before"]);
  await server.close();
  await work.remove();
});
