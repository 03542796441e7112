import assert from "node:assert/strict";
import { test } from "node:test";
import type { CodeAction, CodeLens, FoldingRange, InlayHint, SemanticTokens, TextEdit } from "vscode-languageserver";
import type { MaskedRange } from "../../../src/language/linked-app.ts";
import { applyEdits } from "./apply-edits.ts";
import { LspClient } from "./client.ts";
import { decodeTokens } from "./decode-tokens.ts";
import { createTemporaryProject } from "./projects.ts";

const all = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
const options = { tabSize: 2, insertSpaces: true };
test("a Procfile is formatted, fixed, coloured, folded and run over the protocol", async () => {
  await using project = await createTemporaryProject({ ".env": "PORT=3000\n" });
  await using client = await LspClient.start({ folders: [project.uri] });
  const uri = project.uriOf("Procfile");
  const textDocument = { uri };
  const text = "web : bin/serve $PORT\nworker:   bin/work\n";
  client.open(uri, text);
  const edits = await client.request<TextEdit[]>("textDocument/formatting", { textDocument, options });
  assert.equal(applyEdits(text, edits), "web : bin/serve $PORT\nworker: bin/work\n");
  const only = { diagnostics: [], only: ["source.fixAll"] };
  const [fix] = await client.request<CodeAction[]>("textDocument/codeAction", {
    textDocument,
    range: all,
    context: only,
  });
  const fixed = applyEdits(text, fix?.edit?.changes?.[uri] ?? []);
  assert.match(fixed, /^web: /);
  client.change(uri, 2, [{ text: fixed }]);
  const tokens = await client.request<SemanticTokens>("textDocument/semanticTokens/full", { textDocument });
  assert.equal(decodeTokens(fixed, tokens)[0]?.text, "web");
  const delta = await client.request<object>("textDocument/semanticTokens/full/delta", {
    textDocument,
    previousResultId: tokens.resultId,
  });
  assert.deepEqual("edits" in delta && delta.edits, []);
  const folds = await client.request<FoldingRange[]>("textDocument/foldingRange", { textDocument });
  assert.deepEqual(folds, [{ startLine: 0, endLine: 1 }]);
  const hints = await client.request<InlayHint[]>("textDocument/inlayHint", { textDocument, range: all });
  assert.deepEqual(
    hints.map(({ label }) => label),
    [":3000", ":3100"],
  );
  const position = { line: 0, character: 1 };
  assert.match(JSON.stringify(await client.request("textDocument/hover", { textDocument, position })), /PORT=3000/);
  const lenses = await client.request<CodeLens[]>("textDocument/codeLens", { textDocument });
  assert.deepEqual(
    lenses.map(({ command }) => command?.title),
    ["Run", "Debug", "Run", "Debug"],
  );
});

test("a .env is explained without its values, formatted and hidden over the protocol", async () => {
  await using project = await createTemporaryProject({
    "app.json": '{"env":{"TOKEN":{"required":true},"MODE":{"value":"x"}}}',
    "server.js": "process.env.TOKEN\n",
  });
  await using client = await LspClient.start({ folders: [project.uri] });
  const uri = project.uriOf(".env");
  const textDocument = { uri };
  const text = "TOKEN=s3cretive # mine\n\n\n\n# end  \n";
  client.open(uri, text, "dotenv");
  const { diagnostics } = await client.diagnostics(uri, (published) => published.diagnostics.length > 0);
  assert.ok(!JSON.stringify(diagnostics).includes("s3cretive"));
  const position = { line: 0, character: 2 };
  const hover = JSON.stringify(await client.request("textDocument/hover", { textDocument, position }));
  assert.match(hover, /foreman keeps the comment/);
  assert.match(hover, /server\.js:1/);
  assert.ok(!hover.includes("s3cretive"));
  const end = { line: 1, character: 0 };
  const items = JSON.stringify(await client.request("textDocument/completion", { textDocument, position: end }));
  assert.match(items, /MODE/);
  const edits = await client.request<TextEdit[]>("textDocument/formatting", { textDocument, options });
  assert.equal(applyEdits(text, edits), "TOKEN=s3cretive # mine\n\n# end\n");
  const masked = await client.request<MaskedRange[]>("herokuWorkbench/maskedRanges", { uri });
  assert.deepEqual(
    masked.map(({ key, range }) => [key, range.start.character, range.end.character]),
    [["TOKEN", 6, 15]],
  );
  await assert.rejects(client.request("textDocument/rename", { textDocument, position, newName: "1" }), /digit/);
});

test("parameters of the wrong shape are refused or taken as left out", async () => {
  await using project = await createTemporaryProject();
  await using client = await LspClient.start({ folders: [project.uri] });
  const uri = project.uriOf("Procfile");
  const textDocument = { uri };
  client.open(uri, "web: x\n");
  await assert.rejects(client.request("textDocument/selectionRange", { textDocument, positions: [1] }), /positions/);
  await assert.rejects(client.request("textDocument/codeAction", { textDocument }), /range/);
  const context = { diagnostics: [null, 7], only: "x", triggerKind: "y" };
  assert.ok(Array.isArray(await client.request("textDocument/codeAction", { textDocument, range: all, context })));
  assert.equal(await client.request("herokuWorkbench/maskedRanges", { uri }), null);
});
