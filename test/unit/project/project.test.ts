import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { rm } from "node:fs/promises";
import path from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { test } from "node:test";
import { createProject } from "../../../src/project/project.ts";
import { git, makeFolder, write } from "./folder.ts";

test("puts together what the files say", async (context) => {
  const folder = await makeFolder(context, {
    ".gitignore": ".env\n",
    "package.json": '{\n  "scripts": { "start": "node app.js" }\n}',
    "app.js": "listen(process.env.PORT, process.env.HOST)",
    "lib/db.js": "connect(process.env.DATABASE_URL ?? process.env.PORT)",
    "node_modules/x/index.js": "process.env.NOT_OURS",
    "app.json": '{"env": {"HOST": {"required": false}}, "formation": {"web": {}}}',
    ".env": "# x\nexport A=1\nB=\n",
    Procfile: "web: npm start\nweb: node app.js\n# c\nno colon\nworker: x",
  });
  git(folder, "init", "-q");
  const facts = await createProject(folder).facts();
  assert.ok(facts.complete && facts.files.has("lib/db.js") && !facts.files.has(".env"));
  assert.deepEqual(
    [...(facts.npmScripts ?? [])],
    [["start", { command: "node app.js", place: place("package.json", 1, 16, 21) }]],
  );
  assert.deepEqual([...facts.configVarUses.keys()], ["PORT", "HOST", "DATABASE_URL"]);
  assert.deepEqual(facts.configVarUses.get("PORT"), [place("app.js", 0, 19, 23), place("lib/db.js", 0, 48, 52)]);
  assert.deepEqual(
    [...(facts.dotenvKeys ?? [])],
    [
      ["A", place(".env", 1, 7, 8)],
      ["B", place(".env", 2, 0, 1)],
    ],
  );
  assert.equal(facts.manifest?.env.get("HOST")?.required, false);
  assert.deepEqual(
    [...(facts.processTypes ?? [])].map(([name, { command }]) => `${name}: ${command}`),
    ["web: node app.js", "worker: x"],
  );
  assert.deepEqual(facts.trackedDotenvFiles, new Set());
  assert.deepEqual(facts.frameworks, ["node"]);
});

test("an empty folder has nothing, and lacks nothing", async (context) => {
  const facts = await createProject(await makeFolder(context, {})).facts();
  const { files, complete, npmScripts, dotenvKeys, manifest, processTypes, suggestions } = facts;
  assert.deepEqual(
    { files, complete, npmScripts, dotenvKeys, manifest, processTypes, suggestions },
    {
      files: new Set(),
      complete: true,
      npmScripts: undefined,
      dotenvKeys: undefined,
      manifest: undefined,
      processTypes: undefined,
      suggestions: [],
    },
  );
});

for (const [name, text] of [
  ["broken", '{"scripts": {"a": "b"},}'],
  ["a list", "[]"],
  ["endless brackets", "[".repeat(200_000)],
  ["binary", "{\0}"],
  ["too large", `{"scripts": {"a": "${"b".repeat(1_100_000)}"}}`],
] as const) {
  test(`a package.json that is ${name} says nothing`, async (context) => {
    const folder = await makeFolder(context, { "package.json": text });
    assert.equal((await createProject(folder).facts()).npmScripts, undefined);
  });
}

test("aliases that multiply and other hostile YAML say nothing, in time", async (context) => {
  const levels = Array.from({ length: 30 }, (_, level) => `a${level + 1}: &a${level + 1} [${`*a${level},`.repeat(9)}]`);
  const folder = await makeFolder(context, {
    "docker-compose.yml": `a0: &a0 x\n${levels.join("\n")}\nservices: {web: {build: ., command: *a30}}`,
    "heroku.yml": `run: ${"[".repeat(30_000)}`,
  });
  const started = performance.now();
  assert.deepEqual((await createProject(folder).facts()).suggestions, []);
  assert.ok(performance.now() - started < 3000);
});

test("knows what changed, came and went, and keeps what it read before", async (context) => {
  const folder = await makeFolder(context, { "a.js": "process.env.A", "b.js": "process.env.B", ".env": "X=1" });
  git(folder, "init", "-q");
  const project = createProject(folder);
  const first = await project.facts();
  assert.equal(await project.facts(), first);
  await write(folder, { "a.js": "process.env.A2", "b.js": "process.env.B2", ".env": "Y=1", Procfile: "web: x" });
  project.changed(["a.js", ".env", path.join(folder, "Procfile")]);
  const second = await project.facts();
  assert.deepEqual([...second.configVarUses.keys()], ["A2", "B"]);
  assert.deepEqual([...(second.dotenvKeys?.keys() ?? [])], ["Y"]);
  assert.deepEqual([...(second.processTypes?.keys() ?? [])], ["web"]);
  await rm(path.join(folder, "a.js"));
  await write(folder, { "c/d.js": "process.env.D" });
  project.changed(["a.js", "c/d.js"]);
  const third = await project.facts();
  assert.deepEqual([...third.configVarUses.keys()].sort(), ["B", "D"]);
  assert.ok(!third.files.has("a.js") && third.files.has("c/d.js"));
  git(folder, "add", "-f", ".env");
  project.changed([".git/index"]);
  assert.deepEqual((await project.facts()).trackedDotenvFiles, new Set([".env"]));
});

test("callers share what is under way, and a change during it is in the next", async (context) => {
  const folder = await makeFolder(context, { ".env": "A=1" });
  const project = createProject(folder);
  const [one, other] = [project.facts(), project.facts()];
  assert.equal(one, other);
  await write(folder, { ".env": "B=1" });
  project.changed([".env"]);
  assert.deepEqual([...((await project.facts()).dotenvKeys?.keys() ?? [])], ["B"]);
  await one;
});

test("a text that is open counts before the one on disk", async (context) => {
  const folder = await makeFolder(context, { ".env": "A=1", "a.js": "process.env.A" });
  const open = new Map([
    [".env", "B=1"],
    ["a.js", "process.env.C"],
  ]);
  const project = createProject(folder, { openText: (file) => open.get(file) });
  const facts = await project.facts();
  assert.deepEqual([...(facts.dotenvKeys?.keys() ?? []), ...facts.configVarUses.keys()], ["B", "C"]);
  open.clear();
  project.changed([".env", "a.js"]);
  const later = await project.facts();
  assert.deepEqual([...(later.dotenvKeys?.keys() ?? []), ...later.configVarUses.keys()], ["A", "A"]);
});

test("stops when it is told to, with the signal's reason", async (context) => {
  const files = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`${index}.js`, "process.env.A"]));
  const folder = await makeFolder(context, files);
  const controller = new AbortController();
  const project = createProject(folder, { signal: controller.signal });
  const facts = project.facts();
  controller.abort(new Error("left"));
  await assert.rejects(facts, /left/);
  project.changed(["a"]);
  await assert.rejects(project.facts(), /left/);
});

test("bounds on sources hold, and nothing is complete then", async (context) => {
  const names = Array.from({ length: 20 }, (_, index) => `N${index}`);
  const folder = await makeFolder(
    context,
    Object.fromEntries(names.map((name) => [`${name}.js`, `process.env.${name}`])),
  );
  const bounds = [{ sources: 2 }, { sourceBytes: 20 }] as const;
  for (const bound of bounds) {
    const facts = await createProject(folder, { bounds: bound }).facts();
    assert.equal(facts.complete, false);
    assert.ok(facts.configVarUses.size < 20, String(facts.configVarUses.size));
  }
  const large = await createProject(folder, { bounds: { sourceFileBytes: 5 } }).facts();
  assert.equal(large.configVarUses.size, 0);
});

test("a pipe in the place of a file is no file", { skip: process.platform === "win32" }, async (context) => {
  const folder = await makeFolder(context, { "a.js": "" });
  execFileSync("mkfifo", [path.join(folder, "Procfile"), path.join(folder, "b.js")]);
  assert.equal((await createProject(folder).facts()).processTypes, undefined);
});

test("5 000 files are read in time, and the event loop stays free", async (context) => {
  const code = `${"// some code\nfoo(bar, 1, 2, 3);\n".repeat(100)}process.env.NAME\n`;
  const files = Object.fromEntries(
    Array.from({ length: 5000 }, (_, index) => [
      `src/${index % 50}/${index}.js`,
      code.replace("NAME", `NAME_${index % 97}`),
    ]),
  );
  const folder = await makeFolder(context, files);
  git(folder, "init", "-q");
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const started = performance.now();
  const facts = await createProject(folder).facts();
  const took = performance.now() - started;
  delay.disable();
  assert.equal(facts.files.size, 5000);
  assert.equal(facts.configVarUses.size, 97);
  // Generous, because other tests have the machine as well; alone it takes a fifth of it.
  assert.ok(took < 5000, `took ${took} ms`);
  const held = delay.percentile(99) / 1e6;
  context.diagnostic(
    `${took.toFixed(0)} ms; event loop held ${held.toFixed(1)} ms (p99), ${(delay.max / 1e6).toFixed(1)} ms at most`,
  );
  assert.ok(held < 50, `p99 ${held} ms`);
});

function place(file: string, line: number, start: number, end: number) {
  return { file, range: { start: { line, character: start }, end: { line, character: end } } };
}
