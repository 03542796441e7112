import assert from "node:assert/strict";
import { test } from "node:test";
import { type Diagnostics, LspClient, type Message } from "./client.ts";
import { createTemporaryProject } from "./projects.ts";

const codes = ({ diagnostics }: Diagnostics) => diagnostics.map(({ code }) => code);
const range = (line: number, start: number, end: number) => ({
  start: { line, character: start },
  end: { line, character: end },
});

test("a Procfile's problems are published with its version, and follow its edits", async () => {
  await using project = await createTemporaryProject();
  await using client = await LspClient.start({ folders: [project.uri] });
  const uri = project.uriOf("Procfile");
  client.open(uri, "web bin/serve\n");
  const first = await client.diagnostics(uri, ({ version }) => version === 1);
  assert.ok(codes(first).includes("missing-colon"));
  client.change(uri, 2, [{ range: range(0, 3, 3), text: ":" }]);
  const second = await client.diagnostics(uri, ({ version }) => version === 2);
  assert.ok(!codes(second).includes("missing-colon"));
  client.notify("textDocument/didClose", { textDocument: { uri } });
  await client.diagnostics(uri, ({ version }) => version === undefined);
});

test("config vars of an app are checked whatever the app is called, and at most gently where only runners mind", async () => {
  await using client = await LspClient.start({ folders: [] });
  const uri = "heroku-config://1/Heroku%20Config%20Vars/docker-sample.env?2";
  client.open(uri, "A=1\nA=two words\n", "heroku-config");
  const { diagnostics } = await client.diagnostics(uri);
  const found = diagnostics.map(({ code, severity }) => `${code} ${severity}`);
  assert.deepEqual(found.sort(), ["env-duplicate-key 2", "env-unquoted-space 4"]);
});

test("what the project lacks is told once the project is read, and again when it changes", async () => {
  await using project = await createTemporaryProject({ "package.json": '{"scripts":{"start":"node server.js"}}' });
  await using client = await LspClient.start({ folders: [project.uri] });
  const uri = project.uriOf("Procfile");
  client.open(uri, "web: npm run serve -- --port $PORT\n");
  await client.diagnostics(uri, (published) => codes(published).includes("missing-npm-script"));
  await project.write("package.json", '{"scripts":{"serve":"node server.js"}}');
  const before = client.received.length;
  client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: project.uriOf("package.json"), type: 2 }] });
  const message = await client.waitFor(({ method }) => method === "textDocument/publishDiagnostics", before);
  assert.ok(!codes(message.params as Diagnostics).includes("missing-npm-script"));
});

test("an open document counts as it is in the editor, not as it is on disk", async () => {
  await using project = await createTemporaryProject({
    "app.json": '{"formation":{"web":{"quantity":1}}}',
    Procfile: "",
  });
  await using client = await LspClient.start({ folders: [project.uri] });
  const [procfile, manifest] = [project.uriOf("Procfile"), project.uriOf("app.json")];
  client.open(procfile, "web: bin/serve $PORT\n");
  client.open(manifest, '{"formation":{"web":{"quantity":1}}}', "json");
  await client.diagnostics(manifest);
  client.change(procfile, 2, [{ text: "worker: bin/work\n" }]);
  const refined = await client.diagnostics(manifest, ({ diagnostics }) =>
    diagnostics.some(({ message }) => message.includes("web")),
  );
  assert.equal(refined.diagnostics.length, 1);
});

const pulling = {
  textDocument: { diagnostic: {}, publishDiagnostics: {} },
  workspace: { diagnostics: { refreshSupport: true } },
};

test("a client that pulls is never sent problems, and is told to ask again", async () => {
  await using project = await createTemporaryProject({ "package.json": "{}" });
  const answers = { "workspace/diagnostic/refresh": () => null };
  await using client = await LspClient.start({ folders: [project.uri], capabilities: pulling, answers });
  const textDocument = { uri: project.uriOf("Procfile") };
  client.open(textDocument.uri, "web npm start\n");
  const first = await client.request<Report>("textDocument/diagnostic", { textDocument });
  assert.equal(first.kind, "full");
  assert.ok(first.items?.some(({ code }) => code === "missing-colon"));
  await client.waitFor(({ method }) => method === "workspace/diagnostic/refresh");
  const second = await client.request<Report>("textDocument/diagnostic", { textDocument });
  const again = { textDocument, previousResultId: second.resultId };
  assert.deepEqual(await client.request("textDocument/diagnostic", again), {
    kind: "unchanged",
    resultId: second.resultId,
  });
  assert.deepEqual(methods(client.received, "textDocument/publishDiagnostics"), []);
});

interface Report {
  readonly kind: string;
  readonly resultId: string;
  readonly items?: readonly { readonly code: string }[];
}

test("a client that pulls but cannot be told to ask again is sent problems", async () => {
  const capabilities = { textDocument: { diagnostic: {} } };
  await using client = await LspClient.start({ capabilities });
  client.open("file:///nowhere/Procfile", "web npm start\n");
  await client.diagnostics("file:///nowhere/Procfile");
});

test("a problem's code leads to its section", async () => {
  const capabilities = { textDocument: { publishDiagnostics: { codeDescriptionSupport: true } } };
  for (const [initializationOptions, expected] of [
    [undefined, /^file:.*\/docs\/problems\.md#L\d+$/],
    [{ problemsPage: "https://example.com/p" }, /^https:\/\/example\.com\/p#missing-colon$/],
  ] as const) {
    await using client = await LspClient.start({ capabilities, initializationOptions });
    client.open("untitled:Procfile", "web npm start\n");
    const { diagnostics } = await client.diagnostics("untitled:Procfile");
    assert.match(diagnostics[0]?.codeDescription?.href ?? "", expected);
  }
});

test("documents are known by language or by name; others are left alone", async () => {
  await using client = await LspClient.start();
  const cases: readonly [uri: string, languageId: string, isOurs: boolean][] = [
    ["untitled:Untitled-1", "procfile", true],
    ["file:///a%20b/Procfile.dev", "plaintext", true],
    ["file:///a/other.procfile", "", true],
    ["file:///a/package.json", "json", false],
    ["file:///a/notes.txt", "plaintext", false],
  ];
  for (const [uri, languageId, isOurs] of cases) {
    client.open(uri, "web npm start\n", languageId);
    const symbols = await client.request("textDocument/documentSymbol", { textDocument: { uri } });
    assert.equal(symbols !== null, isOurs, uri);
  }
});

function methods(received: readonly Message[], method: string): Message[] {
  return received.filter((message) => message.method === method);
}
