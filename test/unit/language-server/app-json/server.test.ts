import assert from "node:assert/strict";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { pathToFileURL } from "node:url";
import type { CodeAction, CompletionItem, DocumentSymbol, Hover, Location, WorkspaceEdit } from "vscode-languageserver";
import { LspClient } from "../client.ts";

const manifest = `{
  "name": "shop",
  "env": { "TOKEN": 5 },
  "formation": { "wbe": { "quantity": 1 }, "": {} },
}
`;

describe("app.json over the language server protocol", () => {
  let folder: string;
  let client: LspClient;
  let uri: string;

  before(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), "app-json-"));
    await fs.writeFile(path.join(folder, "Procfile"), "web: node server.js\nworker: node worker.js\n");
    await fs.writeFile(path.join(folder, "app.json"), manifest);
    await fs.writeFile(path.join(folder, ".env"), "TOKEN=hidden\n");
    await fs.writeFile(path.join(folder, ".slugignore"), "!keep\n");
    client = await LspClient.start({ folders: [pathToFileURL(folder).href] });
    uri = pathToFileURL(path.join(folder, "app.json")).href;
    client.open(uri, manifest, "json");
  });

  after(async () => {
    await client[Symbol.asyncDispose]();
    await fs.rm(folder, { recursive: true, force: true });
  });

  it("publishes what is wrong, with a link to its section", async () => {
    const { diagnostics } = await client.diagnostics(uri, (each) => each.diagnostics.length > 2);
    const codes = diagnostics.map(({ code }) => code);
    for (const code of ["app-json-wrong-type", "app-json-process-type", "app-json-trailing-comma"])
      assert.ok(codes.includes(code), codes.join());
  });

  it("completes the process types of the Procfile", async () => {
    const position = { line: 3, character: 44 };
    const answer = await client.request<{ items?: CompletionItem[] } | CompletionItem[]>("textDocument/completion", {
      textDocument: { uri },
      position,
    });
    const items = Array.isArray(answer) ? answer : (answer.items ?? []);
    assert.ok(
      items.some(({ label }) => label === "worker"),
      JSON.stringify(items.map(({ label }) => label)),
    );
  });

  it("explains, outlines and leads to .env", async () => {
    const textDocument = { uri };
    const position = { line: 2, character: 14 };
    const hover = await client.request<Hover>("textDocument/hover", { textDocument, position });
    assert.match(JSON.stringify(hover.contents), /Set in \.env/);
    const [place] = await client.request<Location[]>("textDocument/definition", { textDocument, position });
    assert.ok(place?.uri.endsWith("/.env"));
    const symbols = await client.request<DocumentSymbol[]>("textDocument/documentSymbol", { textDocument });
    assert.deepEqual(
      symbols.map(({ name }) => name),
      ["name", "env", "formation"],
    );
    assert.doesNotMatch(JSON.stringify([hover, symbols]), /hidden/);
  });

  it("fixes, and renames together with the Procfile", async () => {
    const textDocument = { uri };
    const range = { start: { line: 2, character: 20 }, end: { line: 2, character: 20 } };
    const asked = { textDocument, range, context: { diagnostics: [] } };
    const actions = await client.request<CodeAction[]>("textDocument/codeAction", asked);
    assert.ok(actions.some(({ title }) => title === 'Change to "5"'));
    client.change(uri, 2, [{ text: '{ "formation": { "web": {} } }' }]);
    const wish = { textDocument, position: { line: 0, character: 19 }, newName: "site" };
    const { changes = {} } = await client.request<WorkspaceEdit>("textDocument/rename", wish);
    assert.deepEqual(
      Object.keys(changes).map((file) => path.posix.basename(file)),
      ["Procfile", "app.json"],
    );
  });

  it("checks a small file", async () => {
    const small = pathToFileURL(path.join(folder, ".slugignore")).href;
    client.open(small, "!keep\n", "ignore");
    const { diagnostics } = await client.diagnostics(small, (each) => each.diagnostics.length > 0);
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ["slugignore-negation"],
    );
    const textDocument = { uri: small };
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
    const asked = { textDocument, range, context: { diagnostics: [] } };
    const actions = await client.request<CodeAction[]>("textDocument/codeAction", asked);
    assert.ok(actions.some(({ title }) => title === "Remove this line"));
    const position = { line: 1, character: 0 };
    const items = await client.request<CompletionItem[]>("textDocument/completion", { textDocument, position });
    assert.ok(items.some(({ label }) => label === "*.md"));
  });
});
