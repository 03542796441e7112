import assert from "node:assert/strict";
import path from "node:path";
import { type TestContext, test } from "node:test";
import type { Problem } from "../../../src/language/problem.ts";
import { checkProcfile } from "../../../src/procfile/check-procfile.ts";
import { parse } from "../../../src/procfile/syntax.ts";
import { createProject } from "../../../src/project/project.ts";
import { makeFolder } from "../project/folder.ts";
import { runLocal } from "./run-local.ts";

/** Runs the program as a person does, in a pipe. */
async function run(cwd: string, ...args: string[]): Promise<{ code: number | null; out: string; error: string }> {
  const { code, out, err } = await runLocal(cwd, args);
  return { code, out, error: err };
}

const sound = {
  Procfile: "web: node server.js --port $PORT\nworker: node server.js\n",
  "server.js": "",
  "package.json": "{}",
};
const broken = {
  Procfile: "# c\nweb: npm run nope\nworker-a: node no.js\n\nbad line\n",
  "package.json": '{"scripts":{}}',
};

test("check names the process types of a Procfile that is sound", async (context) => {
  const ran = await run(await makeFolder(context, sound), "check");
  assert.deepEqual(ran, { code: 0, out: "valid procfile detected (web, worker)\n", error: "" });
});

test("check says what is wrong, where, and ends with 1 when there is an error", async (context) => {
  const { code, out } = await run(await makeFolder(context, broken), "check");
  assert.equal(code, 1);
  assert.match(out, /^Procfile:5:1: error: .+ \(missing-colon\)$/m);
  assert.match(out, /^Procfile:2:6: warning: .+ \(missing-npm-script\)$/m);
  assert.ok(!out.includes("valid procfile") && !out.includes("\u001B"), out);
});

test("check --json is what the language server finds", async (context) => {
  for (const files of [sound, broken]) {
    const folder = await makeFolder(context, files);
    const { code, out } = await run(folder, "check", "--json");
    const facts = await createProject(folder).facts();
    const surroundings = { file: "Procfile", facts, appConfigVars: undefined, appName: undefined };
    const { processes, problems } = JSON.parse(out);
    assert.deepEqual(problems, checkProcfile(parse(files.Procfile), surroundings).map(asJson));
    assert.equal(code, files === sound ? 0 : 1);
    const lines = files.Procfile.split("\n");
    for (const { name, command, line } of processes) assert.equal(lines[line - 1], `${name}: ${command}`);
    assert.equal(processes.length, 2);
  }
});

function asJson({ range: { start, end }, severity, code, message }: Problem) {
  return { line: start.line + 1, column: start.character + 1, endColumn: end.character + 1, severity, code, message };
}

test("check -f and -d take a Procfile and a root elsewhere", async (context) => {
  const folder = await makeFolder(context, { ...sound, "other/Procfile.dev": "web: node server.js --port $PORT\n" });
  const elsewhere = await makeFolder(context, {});
  assert.equal((await run(elsewhere, "check", "-d", folder)).code, 0);
  const file = path.join(folder, "other/Procfile.dev");
  assert.equal(
    (await run(elsewhere, "check", "-f", file, "--root", folder)).out.split("\n").at(-2),
    "valid procfile detected (web)",
  );
});

test("check -e says where variables are defined", async (context) => {
  const folder = await makeFolder(context, {
    Procfile: "web: node server.js --port $PORT --key $SOMETHING\n",
    "server.js": "",
    "prod.env": "SOMETHING=1\n",
    ".env": "OTHER=1\n",
  });
  const codes = async (...args: string[]) => {
    const { problems } = JSON.parse((await run(folder, "check", "--json", ...args)).out);
    return problems.map(({ code }: { code: string }) => code);
  };
  const [without, named] = [await codes(), await codes("-e", "prod.env")];
  assert.ok(without.includes("undefined-variable"), without.join());
  assert.ok(!named.includes("undefined-variable"), named.join());
});

test("check -f takes the other files that the language server knows", async (context) => {
  const folder = await makeFolder(context, {
    ".env": "A=1\nA=2\n",
    "app.json": '{"stack": "cedar-14"}',
    Procfile: "web: x",
  });
  const dotenv = JSON.parse((await run(folder, "check", "-f", ".env", "--json")).out);
  assert.deepEqual(dotenv.processes, []);
  assert.ok(dotenv.problems.length > 0);
  const manifest = JSON.parse((await run(folder, "check", "-f", "app.json", "--json")).out);
  assert.ok(manifest.problems.length > 0);
});

test("check -f refuses the hidden files of other tools, and takes a Procfile of any name", async (context) => {
  const folder = await makeFolder(context, { ".flaskenv": "FLASK_APP=shop\n", procs: "web: npm start\n" });
  const refused = await run(folder, "check", "-f", ".flaskenv");
  assert.equal(refused.code, 1);
  assert.match(refused.error, /^\.flaskenv is neither a Procfile nor a \.env/);
  assert.equal((await run(folder, "check", "-f", "procs")).code, 0);
});

test("check --dialect heroku-local reads as heroku local does", async (context) => {
  const folder = await makeFolder(context, { Procfile: "worker-a: node x\n" });
  const { code, out, error } = await run(folder, "check", "--json", "--dialect", "heroku-local");
  assert.equal(code, 1);
  assert.deepEqual(JSON.parse(out).processes, []);
  assert.match(error, /^Procfile:1: heroku-local refuses this file: /);
});

test("check of a Procfile without a process, and without a Procfile, ends with 1", async (context) => {
  assert.equal((await run(await makeFolder(context, { Procfile: "# nothing\n" }), "check")).code, 1);
  assert.deepEqual(await run(await makeFolder(context, {}), "check"), {
    code: 1,
    out: "",
    error: "Procfile does not exist.\n",
  });
});

const envFiles = { ".env": "A=1\nB=two words\nexport C='x y' # why\n", second: "B=2\nD=\n", bad: 'E="no end\n' };

test("env prints what the files define together, a later one over an earlier one", async (context) => {
  const folder = await makeFolder(context, envFiles);
  assert.deepEqual(await values(folder), { A: "1", B: "two words", C: "x y" });
  assert.deepEqual(await values(folder, "-e", ".env,second"), { A: "1", B: "2", C: "x y", D: "" });
  assert.deepEqual(await values(folder, "--dialect", "foreman"), { A: "1", B: "two words" });
  const { out } = await run(folder, "env", "-e", ".env, second");
  const reread = await makeFolder(context, { ".env": out });
  assert.deepEqual(await values(reread), { A: "1", B: "2", C: "x y", D: "" });
});

async function values(folder: string, ...args: string[]): Promise<unknown> {
  return JSON.parse((await run(folder, "env", "--json", ...args)).out);
}

test("env: a missing default is nothing, a missing named file and a refused one are errors", async (context) => {
  const empty = await makeFolder(context, {});
  assert.deepEqual(await run(empty, "env", "--json"), { code: 0, out: "{}\n", error: "" });
  assert.deepEqual(await run(empty, "env", "-e", "x"), { code: 1, out: "", error: "x does not exist.\n" });
  const refused = await run(await makeFolder(context, envFiles), "env", "-e", "bad", "--dialect", "heroku-local");
  assert.deepEqual({ code: refused.code, out: refused.out }, { code: 1, out: "" });
  assert.match(refused.error, /^bad/);
  assert.ok(!refused.error.includes("no end"));
});

const wrong: readonly [args: string, says: RegExp][] = [
  ["", /^Usage/],
  ["nope", /^There is no nope\. The verbs are .*\bcheck, env/],
  ["check --nope", /--nope/],
  ["check extra", /extra/],
  ["check --dialect ruby", /--dialect must be workbench, foreman, heroku-local, not ruby/],
  ["check -f", /-f|--procfile/],
  ["env -e a,,b", /empty name/],
];
for (const [args, says] of wrong) {
  test(`"${args}" is refused with a sentence, and 2`, async (context) => {
    const { code, out, error } = await run(await folderOf(context), ...args.split(" ").filter(Boolean));
    assert.deepEqual({ code, out }, { code: 2, out: "" });
    assert.match(error, says);
    assert.doesNotMatch(error, /^\s+at /m);
  });
}

for (const [args, says] of [
  ["--help", /^Usage: node dist\/local\.js VERB/],
  ["check --help", /^Usage: node dist\/local\.js check/],
  ["env -h", /^Usage: node dist\/local\.js env/],
  ["--version", /^\d+\.\d+\.\d+\n$/],
] as const) {
  test(`${args} is answered`, async (context) => {
    const { code, out, error } = await run(await folderOf(context), ...args.split(" "));
    assert.deepEqual({ code, error }, { code: 0, error: "" });
    assert.match(out, says);
  });
}

function folderOf(context: TestContext): Promise<string> {
  return makeFolder(context, {});
}
