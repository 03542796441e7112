import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { describe, type TestContext, test } from "node:test";
import { promisify } from "node:util";
import { checkFile } from "../../../../src/cli/local/check-file.ts";
import { failureOf, followSetup } from "../../../../src/editor/create/follow-setup.ts";
import { emptyPlan } from "../../../../src/editor/create/plan.ts";
import { setUp } from "../../../../src/editor/create/set-up.ts";
import { shippedTemplates, templateFolder } from "../../../../src/editor/create/shipped-templates.ts";
import { startChild } from "../../../../src/process/child.ts";
import { endTree } from "../../../../src/process/end-tree.ts";
import { findProgram } from "../../../../src/process/find-program.ts";
import { temporaryFolder } from "../../sandbox/temporary-folder.ts";
import { fetchPage, openPlace, type Place } from "./created.ts";

const root = path.resolve(import.meta.dirname, "../../../..");
const templates = await shippedTemplates(root);
const run = promisify(execFile);

describe("a template", () => {
  test("is in the index exactly when there is a folder of it", async () => {
    const folders = await readdir(templateFolder(root, ""), { withFileTypes: true });
    const names = folders.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    assert.deepEqual(templates.map(({ id }) => id).sort(), names.sort());
  });

  for (const { id, template } of templates) {
    test(`${id} has all that a project needs, and nothing in it is wrong`, async () => {
      const folder = templateFolder(root, id);
      const files = await readdir(folder);
      for (const file of ["app.json", "Procfile", "README.md", ".gitignore"]) assert.ok(files.includes(file), file);
      for (const file of ["app.json", "Procfile"]) {
        const { problems } = await checkFile({ procfile: path.join(folder, file), root: folder } as never);
        assert.deepEqual(
          problems.map(({ message }) => message),
          [],
          file,
        );
      }
      assert.ok(template.description.length > 20);
      assert.ok(template.name.length <= 30);
    });
  }
});

describe("a template runs in the sandbox", () => {
  test("all that the sandbox can build, from the project's folder to the page", { timeout: 240_000 }, async (t) => {
    await withoutPatience(t);
    const place = await openPlace(t);
    for (const [id, page] of Object.entries(pages)) {
      await t.test(id, async (test) => {
        const missing = await missingOf(id);
        if (missing) return test.skip(missing);
        await setUpTemplate(place, id);
        const { status, body } = await fetchPage(place, id);
        assert.equal(status, 200);
        assert.match(body, page);
      });
    }
  });
});

const pages: Readonly<Record<string, RegExp>> = {
  "static-site": /<h1>Hello from Heroku<\/h1>/,
  "node-worker": /0 waiting, 0 done\. The queue is in the memory of the web process/,
  "node-express": /<h1>Hello from here<\/h1>/,
  "python-flask": /<h1>Hello from here<\/h1>/,
};

test("the list of templates says truly which the sandbox builds", () => {
  const built = templates.filter(({ sandbox }) => sandbox).map(({ id }) => id);
  assert.deepEqual(built.sort(), Object.keys(pages).sort());
});

test("java-maven runs with the Java of this machine", { timeout: 60_000 }, async (t) => {
  const [java, javac] = [await findProgram("java"), await findProgram("javac")];
  if (!java || !javac) return t.skip("no JDK here");
  const base = await temporaryFolder(t);
  await cp(templateFolder(root, "java-maven"), base, { recursive: true });
  const source = path.join(base, "src/main/java/com/example/Main.java");
  await run(javac, ["--release", "17", "-Xlint:all,-options", "-Werror", "-d", path.join(base, "classes"), source]);
  const child = startChild({
    command: java,
    args: ["-cp", "classes", "com.example.Main"],
    cwd: base,
    env: { ...process.env, PORT: "0", GREETING: "Hello <here>" },
  });
  t.after(() => endTree(child, { grace: 5000 }));
  const [said] = await once(child.stdout, "data");
  const port = /Listening on (\d+)/.exec(String(said))?.[1];
  const page = await (await fetch(`http://127.0.0.1:${port}/`)).text();
  assert.match(page, /<h1>Hello &lt;here&gt;<\/h1>/);
  assert.equal((await fetch(`http://127.0.0.1:${port}/nowhere`)).status, 404);
});

for (const id of ["node-worker", "static-site"]) {
  test(`${id} passes its own tests`, async (t) => {
    const base = await temporaryFolder(t);
    await cp(templateFolder(root, id), base, { recursive: true });
    const { NODE_TEST_CONTEXT: _, ...env } = process.env;
    const { stdout } = await run(process.execPath, ["--test", "--test-reporter=tap"], { cwd: base, env });
    assert.match(stdout, /^# fail 0$/m);
  });
}

async function setUpTemplate(place: Place, id: string): Promise<void> {
  const { git, client, folder } = place;
  const to = path.join(folder, id);
  await mkdir(to);
  const has = templates.find((it) => it.id === id)?.template.variables.some(({ key }) => key === "GREETING");
  const { setup } = await setUp({
    git,
    client,
    plan: { ...emptyPlan, name: id },
    env: has ? { GREETING: "Hello from here" } : {},
    from: templateFolder(root, id),
    to,
    signal: new AbortController().signal,
    report: () => {},
  });
  const lines: string[] = [];
  const signal = AbortSignal.timeout(120_000);
  const end = await followSetup(client, setup.id, { signal, pause: 100, onLine: (line) => lines.push(line) });
  assert.equal(end.status, "succeeded", `${failureOf(end)}\n${lines.join("\n")}`);
  assert.ok(lines.includes("-----> Launching..."), lines.join("\n"));
}

/** Where the usual index cannot be reached, pip would try it again for minutes before it takes another. */
async function withoutPatience(test: TestContext): Promise<void> {
  const before = process.env["PIP_CONFIG_FILE"];
  const own = await readFile(before ?? path.join(os.homedir(), ".config/pip/pip.conf"), "utf8").catch(() => "");
  const file = path.join(await temporaryFolder(test), "pip.conf");
  await writeFile(
    file,
    `${own.includes("[global]") ? own : `[global]\n${own}`}`.replace("[global]", "[global]\nretries = 0"),
  );
  process.env["PIP_CONFIG_FILE"] = file;
  test.after(() => {
    if (before === undefined) delete process.env["PIP_CONFIG_FILE"];
    else process.env["PIP_CONFIG_FILE"] = before;
  });
}

/** Why a template cannot be built here. */
async function missingOf(id: string): Promise<string | undefined> {
  if (process.platform === "win32") return "the sandbox builds with bash";
  const folder = templateFolder(root, id);
  if (id === "python-flask") {
    const check = run("python3", [
      "-m",
      "pip",
      "install",
      "--dry-run",
      "--quiet",
      "-r",
      path.join(folder, "requirements.txt"),
    ]);
    return check.then(
      () => undefined,
      () => "no Python with pip and its packages here",
    );
  }
  if (id !== "node-express") return undefined;
  const view = run("npm", ["view", "express", "version"]);
  return view.then(
    () => undefined,
    () => "no npm packages to be had here",
  );
}
