import assert from "node:assert/strict";
import { copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";
import { netrcFile, readCliSession } from "../../../src/heroku/cli-session.ts";

const limit = { timeout: 20_000, skip: process.platform === "win32" && "the CLI of these tests is a shell script" };
const apiUrl = "http://127.0.0.1:5180";
const program = fileURLToPath(new URL("../../programs/heroku-cli.sh", import.meta.url));

test("the CLI is asked, without the API key of the environment", limit, async (t) => {
  const home = await homeOf(t, {
    cli: { token: "from-the-cli\n" },
    ".netrc": "machine 127.0.0.1:5180 password old-token",
  });
  assert.deepEqual(await read(home, { HEROKU_API_KEY: "not-this-one" }), {
    kind: "found",
    token: "from-the-cli",
    from: "cli",
  });
});

test("the CLI is asked for the host that its token is for", limit, async (t) => {
  const elsewhere = await homeOf(t, { cli: { token: "token-of-heroku", host: "heroku.com" } });
  assert.deepEqual(await read(elsewhere), { kind: "none", why: "signed-out" });
  const here = await homeOf(t, { cli: { token: "token-of-the-sandbox", host: apiUrl } });
  const found = { kind: "found", token: "token-of-the-sandbox", from: "cli" };
  assert.deepEqual([await read(here), await read(here, { HEROKU_HOST: apiUrl })], [found, found]);
});

test("a CLI that hangs is ended, and netrc is read", limit, async (t) => {
  const home = await homeOf(t, { cli: { hangs: "" }, ".netrc": "machine 127.0.0.1:5180 password from-netrc" });
  assert.deepEqual(await read(home, {}, 300), { kind: "found", token: "from-netrc", from: "netrc" });
});

test("a CLI that hangs, without a netrc, has not said that it is signed out", limit, async (t) => {
  const home = await homeOf(t, { cli: { hangs: "" } });
  assert.deepEqual(await read(home, {}, 300), { kind: "none", why: "no-answer" });
});

test("without a CLI netrc is read, by the host with its port", limit, async (t) => {
  const home = await homeOf(t, {
    ".netrc": "machine 127.0.0.1 password no\nmachine 127.0.0.1:5180 password from-netrc",
  });
  assert.deepEqual(await read(home), { kind: "found", token: "from-netrc", from: "netrc" });
});

const none: readonly [name: string, files: HomeFiles, why: string][] = [
  ["no CLI and no netrc", {}, "no-cli"],
  ["a CLI that is signed out", { cli: {} }, "signed-out"],
  ["a netrc of others", { cli: {}, ".netrc": "machine example.com password x" }, "signed-out"],
  ["an encrypted netrc", { ".netrc.gpg": "?" }, "encrypted"],
  ["a CLI that says no token", { cli: { token: "a b\n\n" } }, "signed-out"],
];
for (const [name, files, why] of none) {
  test(`${name}: there is no session`, limit, async (t) =>
    assert.deepEqual(await read(await homeOf(t, files)), { kind: "none", why }),
  );
}

test("netrc has another name on Windows, and HOME comes first", () => {
  assert.equal(path.basename(netrcFile({ env: {}, platform: "win32", home: "C:\\Users\\me" })), "_netrc");
  assert.equal(netrcFile({ env: { HOME: "/elsewhere" }, platform: "linux", home: "/home/me" }), "/elsewhere/.netrc");
});

interface HomeFiles {
  /** Files beside the CLI; without it there is no CLI. */
  readonly cli?: Readonly<Record<string, string>>;
  readonly ".netrc"?: string;
  readonly ".netrc.gpg"?: string;
}

async function homeOf(t: TestContext, { cli, ...files }: HomeFiles): Promise<string> {
  const home = await mkdtemp(path.join(os.tmpdir(), "heroku-workbench-cli-"));
  t.after(() => rm(home, { recursive: true }));
  await mkdir(path.join(home, "bin"));
  if (cli) await copyFile(program, path.join(home, "bin/heroku"));
  for (const [name, text] of Object.entries(cli ?? {})) await writeFile(path.join(home, "bin", name), text);
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(home, name), text);
  return home;
}

function read(home: string, more: NodeJS.ProcessEnv = {}, timeout = 10_000) {
  const env = { PATH: `${home}/bin:/usr/bin:/bin`, HOME: home, ...more };
  return readCliSession({ env, platform: "linux", home, apiUrl, timeout });
}
