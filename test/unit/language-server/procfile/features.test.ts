import assert from "node:assert/strict";
import { after, before, suite, test } from "node:test";
import { LspClient } from "../client.ts";
import { atCursor, createTemporaryProject, type TemporaryProject } from "../projects.ts";

const files = {
  "package.json": '{\n  "scripts": {\n    "start": "node server.js",\n    "work": "node work.js"\n  }\n}\n',
  "server.js": "listen(process.env.PORT, process.env.SECRET_TOKEN);\n",
  "jobs/clean up.js": "",
  "jobs/mail.js": "",
  ".env": "SECRET_TOKEN=hunter2\nLOCAL_ONLY=hush\n",
  "app.json": `{
  "env": { "SECRET_TOKEN": { "description": "Signs *cookies*", "value": "visible" } },
  "formation": { "web": { "quantity": 1 }, "mailer": { "quantity": 1 } }
}
`,
  ".foreman": "formation: web=1,worker=2\nport: 5000\n",
};

interface Item {
  readonly label: string;
  readonly insertTextFormat?: number;
  readonly textEdit: { readonly range: unknown; readonly newText: string };
  readonly documentation?: { readonly value: string };
  readonly detail?: string;
}

interface Location {
  readonly uri: string;
  readonly range: { readonly start: { readonly line: number; readonly character: number } };
}

const range = (line: number, start: number, end: number) => ({
  start: { line, character: start },
  end: { line, character: end },
});

/** The linter takes a brace behind a dollar for a template that somebody forgot to make one. */
const brace = (parenthesis: string) => (parenthesis === "(" ? "{" : "}");

suite("features of a Procfile", () => {
  let project: TemporaryProject;
  let client: LspClient;
  let version = 0;

  before(async () => {
    project = await createTemporaryProject(files);
    const textDocument = { completion: { completionItem: { snippetSupport: true } } };
    client = await LspClient.start({ folders: [project.uri], capabilities: { textDocument } });
  });
  after(async () => {
    await client[Symbol.asyncDispose]();
    await project[Symbol.asyncDispose]();
  });

  async function at<T>(method: string, marked: string, more: object = {}): Promise<T> {
    const { text, position } = atCursor(marked);
    const uri = project.uriOf("Procfile");
    client.open(uri, text, "procfile", ++version);
    return client.request<T>(`textDocument/${method}`, { textDocument: { uri }, position, ...more });
  }
  const complete = async (marked: string) => (await at<{ items: Item[] }>("completion", marked)).items;
  const find = (items: readonly Item[], label: string) => {
    const item = items.find((each) => each.label === label);
    assert.ok(item, `${label} among ${items.map((each) => each.label).join(", ")}`);
    return item;
  };
  const places = (locations: readonly Location[]) =>
    locations.map(
      ({ uri, range: { start } }) => `${uri.slice(project.uri.length + 1)}:${start.line}:${start.character}`,
    );
  const hover = async (marked: string) =>
    (await at<{ contents: { value: string } } | null>("hover", marked))?.contents.value ?? null;

  test("process types that the file lacks, as snippets that replace exactly the name", async () => {
    const items = await complete("web: node server.js\nwo|");
    const worker = find(items, "worker");
    assert.deepEqual(worker.textEdit, { range: range(1, 0, 2), newText: "worker: $0" });
    assert.equal(worker.insertTextFormat, 2);
    assert.match(worker.documentation?.value ?? "", /queue/);
    assert.ok(find(items, "mailer"), "what app.json's formation names");
    assert.deepEqual(
      items.filter(({ label }) => label === "web"),
      [],
    );
  });

  test("a name before a colon is replaced alone", async () => {
    const worker = find(await complete("w|eb: node server.js"), "worker");
    assert.deepEqual(worker.textEdit, { range: range(0, 0, 3), newText: "worker" });
  });

  test("commands for this project after the colon, with a space where there is none", async () => {
    assert.deepEqual(find(await complete("web: |"), "npm start").textEdit, {
      range: range(0, 5, 5),
      newText: "npm start",
    });
    assert.equal(find(await complete("web:|"), "npm start").textEdit.newText, " npm start");
    assert.ok(find(await complete("worker: npm run |"), "work"));
  });

  test("config vars with where they come from and without their values", async () => {
    for (const [marked, expected] of [
      ["web: x $|", { range: range(0, 7, 8), newText: "$SECRET_TOKEN" }],
      ["web: x $SE|CR y", { range: range(0, 7, 12), newText: "$SECRET_TOKEN" }],
      [
        "web: x $(S|)".replace(/[()]/g, brace),
        { range: range(0, 7, 11), newText: "$(SECRET_TOKEN)".replace(/[()]/g, brace) },
      ],
    ] as const) {
      const items = await complete(marked);
      const item = find(items, "SECRET_TOKEN");
      assert.deepEqual(item.textEdit, expected);
      assert.equal(item.detail, ".env, app.json");
      assert.equal(item.documentation?.value, "Signs \\*cookies\\*");
      assert.doesNotMatch(JSON.stringify(items), /hunter2|hush|visible/);
      assert.ok(find(items, "PORT"));
    }
  });

  test("files after a path, quoted for the shell", async () => {
    const items = await complete("worker: node jobs/|");
    assert.deepEqual(find(items, "clean up.js").textEdit, { range: range(0, 18, 18), newText: "clean\\ up.js" });
    assert.deepEqual(
      (await complete("worker: node ./jobs/m|x")).map(({ textEdit }) => textEdit.range),
      [range(0, 20, 22), range(0, 20, 22)],
    );
    assert.ok(find(await complete("web: node |"), "jobs/"));
  });

  test("nothing is offered in a comment", async () => {
    assert.deepEqual(await complete("# we|"), []);
  });

  test("hovers tell what a thing is, and no value", async () => {
    const type = (await hover("we|b: node server.js --port $PORT --token $SECRET_TOKEN")) ?? "";
    assert.match(type, /Serves HTTP/);
    assert.match(type, /node server\.js --port 5000 --token •+/);
    assert.match(type, /PORT=5000/);
    const variable = (await hover("web: x $SECRET_|TOKEN")) ?? "";
    assert.match(variable, /\.env.*#L1\): `•+`/);
    assert.match(variable, /app\.json.*required/);
    assert.match(variable, /one place/);
    assert.match((await hover("web: npm run wo|rk")) ?? "", /node work\.js/);
    assert.match((await hover("web: node ser|ver.js")) ?? "", /File \[server\.js\]/);
    assert.equal(await hover("# we|b"), null);
    assert.doesNotMatch(type + variable, /hunter2|visible/);
  });

  test("definitions lead to package.json, files, .env and app.json", async () => {
    const define = async (marked: string) => places(await at<Location[]>("definition", marked));
    assert.deepEqual(await define("web: npm st|art"), ["package.json:2:5"]);
    assert.deepEqual(await define("web: node server|.js"), ["server.js:0:0"]);
    assert.deepEqual(await define("web: x $SECRET|_TOKEN"), [".env:0:0", "app.json:1:11"]);
    assert.deepEqual(await define("we|b: x"), ["app.json:2:17"]);
    assert.deepEqual(await define("web: no|thing"), []);
  });

  test("references are found in the companions and in code", async () => {
    const refer = async (marked: string, includeDeclaration: boolean) =>
      places(await at<Location[]>("references", marked, { context: { includeDeclaration } }));
    assert.deepEqual(await refer("we|b: x", true), ["Procfile:0:0", "app.json:2:18", ".foreman:0:11"]);
    assert.deepEqual(await refer("we|b: x", false), ["app.json:2:18", ".foreman:0:11"]);
    const uses = await refer("web: x $SECRET_T|OKEN\nworker: y $SECRET_TOKEN", true);
    assert.deepEqual(uses.slice(0, 2), ["Procfile:0:7", "Procfile:1:10"]);
    assert.ok(uses.some((place) => place.startsWith("server.js:0:")));
    assert.ok(uses.includes(".env:0:0"));
  });

  test("a process type is renamed everywhere, to a name that is valid and free", async () => {
    assert.deepEqual(await at("prepareRename", "we|b: x"), { range: range(0, 0, 3), placeholder: "web" });
    assert.equal(await at("prepareRename", "web: x|y"), null);
    const { changes } = await at<{ changes: Record<string, { range: unknown; newText: string }[]> }>(
      "rename",
      "we|b: x",
      { newName: "site" },
    );
    assert.deepEqual(changes, {
      [project.uriOf("Procfile")]: [{ range: range(0, 0, 3), newText: "site" }],
      [project.uriOf("app.json")]: [{ range: range(2, 18, 21), newText: "site" }],
      [project.uriOf(".foreman")]: [{ range: range(0, 11, 14), newText: "site" }],
    });
    for (const newName of ["", "a b", "ä", "worker", "x".repeat(64), 7]) {
      await assert.rejects(at("rename", "we|b: x\nworker: y", { newName }), { code: -32602 });
    }
  });

  test("symbols of the document and of the workspace", async () => {
    const symbols = await at<{ name: string; detail: string }[]>("documentSymbol", "web: x|\nworker: y");
    assert.deepEqual(
      symbols.map(({ name, detail }) => `${name} ${detail}`),
      ["web x", "worker y"],
    );
    const found = await client.request<{ name: string }[]>("workspace/symbol", { query: "secret" });
    assert.ok(found.some(({ name }) => name === "SECRET_TOKEN"));
  });
});
