import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import fs from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import * as tar from "tar";
import { hasLivingMember } from "../../../../src/process/group.ts";
import { openBuildRoom, writeFiles } from "./build-room.ts";

const trivialNode = {
  "package.json": JSON.stringify({ name: "x", scripts: { start: "node server.js" } }),
  "server.js": "",
};

async function entriesOf(file: string): Promise<Map<string, number>> {
  const entries = new Map<string, number>();
  await tar.list({ file, onReadEntry: (entry) => entries.set(entry.path, entry.mode ?? 0) });
  return entries;
}

test("a Node project builds, prints what the platform prints and is released", async (t) => {
  const room = await openBuildRoom(t);
  const { record, output, slug } = await room.build({
    ...trivialNode,
    Procfile: "\uFEFFweb: npm start\r\nworker: node w.js\r\n",
  });
  assert.equal(record.status, "succeeded", output);
  const lines = output.split("\n");
  const expected = [
    "-----> Building on the Heroku-24 stack",
    "-----> Determining which buildpack to use for this app",
    "-----> Node.js app detected",
    "-----> Discovering process types",
    "       Procfile declares types -> web, worker",
    "-----> Compressing...",
    "-----> Launching...",
    "       Released v1",
    "       http://shop.localhost/ deployed to Heroku",
  ];
  assert.deepEqual(
    lines.filter((line) => expected.includes(line)),
    expected,
  );
  assert.match(output, /^ {7}Done: [\d.]+[BKM]$/m);
  assert.deepEqual(slug?.processTypes, { web: "npm start", worker: "node w.js" });
  assert.equal(slug?.commit, "1a2b3c4d5e6f");
  assert.equal(room.store.releases.current(room.app.id)?.id, record.releaseId);
  assert.deepEqual(record.buildpackUrls, ["heroku/nodejs"]);
  assert.equal(room.store.apps.find("shop")?.buildpackProvidedDescription, "Node.js");
  const by = `by user ${room.user.email}`;
  assert.deepEqual(room.log, [
    `Build started ${by}`,
    `Deploy 1a2b3c4d ${by}`,
    `Release v1 created ${by}`,
    "Build succeeded",
  ]);
  assert.match((await room.build(trivialNode)).output, /^-----> Using buildpack: heroku\/nodejs$/m);
});

test("the slug is a whole tar.gz with modes and the checksum that is written down", async (t) => {
  const room = await openBuildRoom(t);
  const { slug } = await room.build({
    Procfile: "job: ./run.sh",
    "run.sh": "#!/bin/sh\n",
    "a b/c": "x",
    ".git/config": "x",
  });
  const file = path.join(room.places.slugs, `${slug?.id}.tgz`);
  const entries = await entriesOf(file);
  assert.equal((entries.get("./app/run.sh") ?? 0) & 0o111, 0o111);
  assert.ok(entries.has("./app/a b/c"));
  assert.equal(
    [...entries.keys()].some((name) => name.includes(".git/")),
    false,
  );
  const content = await fs.readFile(file);
  assert.equal(slug?.checksum, `SHA256:${createHash("sha256").update(content).digest("hex")}`);
  assert.equal(slug?.size, content.length);
  assert.deepEqual(await fs.readdir(room.places.builds), []);
});

test("default types come with the buildpack where the Procfile has none", async (t) => {
  const { output, slug } = await (await openBuildRoom(t)).build(trivialNode);
  assert.match(output, /^ {7}Procfile declares types {5}-> \(none\)\n {7}Default types for buildpack -> web$/m);
  assert.deepEqual(slug?.processTypes, { web: "npm start" });
});

test("nothing detected fails as on the platform", async (t) => {
  const room = await openBuildRoom(t);
  const { record, output } = await room.build({ "notes.txt": "" });
  assert.equal(record.status, "failed");
  assert.match(output, /^ ! {5}No default language could be detected for this app\.$/m);
  assert.match(output, /^ ! {5}Push failed$/m);
  assert.match(room.log.at(-1) ?? "", /^Build failed -- check your build output: \/streams\/output\//);
  assert.deepEqual(room.store.releases.list(room.app.id), []);
});

test("a package.json that is no JSON fails the compile in words", async (t) => {
  const { output } = await (await openBuildRoom(t)).build({ "package.json": "{" });
  assert.match(output, /package\.json could not be read/);
  assert.match(output, /^ ! {5}Push rejected, failed to compile Node\.js app\.\n\n ! {5}Push failed$/m);
});

test("the build script runs with the config vars, which may be large", async (t) => {
  const room = await openBuildRoom(t);
  const large = "x".repeat(64 * 1024);
  room.store.configVars.set(room.app.id, { LARGE: large, LINES: "a\nb\n", "../evil": "no" });
  const check =
    "require('fs').writeFileSync('seen.json', JSON.stringify([process.env.LARGE.length, process.env.LINES]))";
  const scripts = { start: "x", build: "node check.js", "heroku-postbuild": "node check.js && echo postbuild ran" };
  const { record, output, slug } = await room.build({
    "package.json": JSON.stringify({ scripts }),
    "check.js": check,
    Procfile: "web: cat seen.json",
  });
  assert.equal(record.status, "succeeded", output);
  assert.match(output, /^ {7}postbuild ran$/m);
  const folder = path.join(room.root, "slug");
  await fs.mkdir(folder);
  await tar.extract({ file: path.join(room.places.slugs, `${slug?.id}.tgz`), cwd: folder });
  assert.equal(await fs.readFile(path.join(folder, "app/seen.json"), "utf8"), JSON.stringify([large.length, "a\nb\n"]));
});

test("several buildpacks run in order and hand on what they export", async (t) => {
  const room = await openBuildRoom(t);
  const first = await writeFiles(path.join(room.root, "first pack"), {
    "bin/detect": "#!/bin/sh\necho First\n",
    "bin/compile": `#!/bin/sh\necho "in \${1##*/}" && test -d "$2" && cat "$3/COLOUR" && echo\necho "export FROM_FIRST='it is here'" > "$(dirname "$0")/../export"\necho cached >> "$2/count"\n`,
    "bin/release": "#!/bin/sh\nprintf 'default_process_types:\\n  web: first\\n'\n",
  });
  const second = await writeFiles(path.join(room.root, "second"), {
    "bin/detect": '#!/bin/sh\n[ "$FROM_FIRST" ] && echo Second\n',
    "bin/compile":
      '#!/usr/bin/env bash\necho "second sees $FROM_FIRST, $STACK, $SOURCE_VERSION" >&2; env | grep -c SECRET_OF_SANDBOX; wc -l < "$2/count"\n',
    "bin/release":
      '#!/bin/sh\nprintf -- \'---\\nconfig_vars: {}\\ndefault_process_types:\\n  worker: "say \\\\"hi\\\\""\\n  clock: tick\\n\'\n',
  });
  process.env["SECRET_OF_SANDBOX"] = "1";
  t.after(() => delete process.env["SECRET_OF_SANDBOX"]);
  room.store.configVars.set(room.app.id, { COLOUR: "red" });
  const buildpacks = [first, pathToFileURL(second).href];
  const { output, slug } = await room.build({ a: "" }, { buildpacks });
  assert.match(output, /^-----> Using buildpacks:\n {7}1\. .*first pack\n {7}2\. file:/m);
  assert.match(
    output,
    /^-----> First app detected\nin app\nred\n-----> Second app detected\nsecond sees it is here, heroku-24, 1a2b3c4d5e6f\n0\n\s*1\n/m,
  );
  assert.deepEqual(slug?.processTypes, { worker: 'say "hi"', clock: "tick" });
  assert.match((await room.build({ a: "" }, { buildpacks })).output, /^\s*2$/m);
  await room.builds.purgeCache(room.app.id);
  assert.match((await room.build({ a: "" }, { buildpacks })).output, /^\s*1$/m);
});

test("a buildpack that does not fit, is unknown or is empty fails the build in words", async (t) => {
  const room = await openBuildRoom(t);
  const unfit = await writeFiles(path.join(room.root, "unfit"), {
    "bin/detect": "#!/bin/sh\nexit 1\n",
    "bin/compile": "#!/bin/sh\n",
  });
  const empty = await writeFiles(path.join(room.root, "empty"), { "bin/detect": "#!/bin/sh\n" });
  const outputFor = async (url: string) => (await room.build({ a: "" }, { buildpacks: [url] })).output;
  assert.match(await outputFor(unfit), /^-----> App not compatible with buildpack: .*unfit$/m);
  assert.match(await outputFor("heroku/cobol"), /The sandbox has no buildpack heroku\/cobol\./);
  assert.match(await outputFor(empty), /has no bin\/compile/);
  const gone = `https://user:secret@127.0.0.1:1/nothing.git`;
  const output = await outputFor(gone);
  assert.match(output, /could not be fetched/);
  assert.doesNotMatch(output, /secret/);
});

test(".slugignore takes files away before the buildpack runs", async (t) => {
  const room = await openBuildRoom(t);
  const files = {
    Procfile: "job: x",
    ".slugignore": "*.psd\n/docs\n!keep.psd\n",
    "a/b.psd": "",
    "keep.psd": "",
    "docs/x": "",
    "a/docs/y": "",
  };
  const { slug } = await room.build(files);
  const names = [...(await entriesOf(path.join(room.places.slugs, `${slug?.id}.tgz`))).keys()];
  assert.deepEqual(
    ["a/b.psd", "keep.psd", "docs/x", "a/docs/y"].map((name) => names.includes(`./app/${name}`)),
    [false, true, false, true],
  );
});

const sleeper = {
  "bin/detect": "#!/bin/sh\necho Slow\n",
  "bin/compile":
    '#!/usr/bin/env bash\ntrap "" TERM\nsleep 1000 & echo "group $$ child $!"\nwhile :; do sleep 1000; done\n',
};

test("a canceled build ends with all its processes and makes no release", async (t) => {
  const room = await openBuildRoom(t);
  const buildpacks = [await writeFiles(path.join(room.root, "slow"), sleeper)];
  const started = await room.start({ a: "" }, { buildpacks });
  let seen = "";
  for await (const chunk of room.outputs.follow(started.record.id) ?? []) {
    seen += chunk;
    if (/group \d+/.test(seen)) break;
  }
  const group = Number(/group (\d+)/.exec(seen)?.[1]);
  assert.ok(hasLivingMember(group));
  const waiting = await room.start({ Procfile: "job: x" });
  assert.equal(await room.builds.cancel(room.app.id, started.record.id), true);
  assert.equal(hasLivingMember(group), false);
  assert.equal((await started.done).status, "failed");
  assert.equal((await waiting.done).status, "succeeded");
  assert.match(await room.outputOf(waiting.record), /^-----> Waiting for another build of this app to finish$/m);
  assert.equal(room.store.releases.list(room.app.id).length, 1);
  assert.equal(await room.builds.cancel(room.app.id, started.record.id), false);
});

test("what a script leaves in the background ends with it", async (t) => {
  const room = await openBuildRoom(t);
  const pack = {
    "bin/detect": "#!/bin/sh\necho Left\n",
    "bin/compile": '#!/usr/bin/env bash\nsleep 1000 & echo "group $$"\n',
  };
  const { output, record } = await room.build(
    { a: "" },
    { buildpacks: [await writeFiles(path.join(room.root, "left"), pack)] },
  );
  assert.equal(record.status, "succeeded");
  assert.equal(hasLivingMember(Number(/group (\d+)/.exec(output)?.[1])), false);
});

test("an app destroyed during its build gets no release", async (t) => {
  const room = await openBuildRoom(t);
  const started = await room.start({ Procfile: "job: x" });
  room.store.apps.delete(room.app.id);
  assert.equal((await started.done).status, "failed");
});
