import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { test } from "node:test";
import { LspClient, unbuilt } from "./client.ts";
import { createTemporaryProject } from "./projects.ts";

const uri = "file:///nowhere/Procfile";
const textDocument = { uri };
const symbols = { textDocument };
const method = "textDocument/documentSymbol";

test("the server ends with 0 after a shutdown and with 1 without", async () => {
  for (const isAsked of [true, false]) {
    await using client = await LspClient.start();
    if (isAsked) {
      assert.equal(await client.request("shutdown"), null);
      await assert.rejects(client.request(method, symbols), { code: -32600 });
    }
    client.notify("exit");
    assert.equal(await client.exited, isAsked ? 0 : 1);
  }
});

test("the server ends when its input does", async () => {
  await using client = await LspClient.start();
  client.child.stdin.end();
  assert.equal(await client.exited, 1);
});

test("the server ends when its parent is gone", async () => {
  const parent = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  await once(parent, "spawn");
  await using client = new LspClient();
  await client.request("initialize", { processId: parent.pid, capabilities: {}, rootUri: null });
  parent.kill("SIGKILL");
  assert.equal(await client.exited, 1);
});

test("requests before initialize, a second initialize and unknown methods are refused", async () => {
  await using client = new LspClient();
  await assert.rejects(client.request(method, symbols), { code: -32002 });
  client.notify("textDocument/didOpen", { textDocument: { uri, languageId: "procfile", version: 1, text: "" } });
  await client.initialize();
  await assert.rejects(client.request(method, symbols), { code: -32602 });
  await assert.rejects(client.request("initialize", { capabilities: {} }), { code: -32600 });
  await assert.rejects(client.request("textDocument/nothing", symbols), { code: -32601 });
  await assert.rejects(client.request("constructor", symbols), { code: -32601 });
});

test("initialize takes any parameters", async () => {
  const wrong = [undefined, [], {}, { capabilities: null }, { capabilities: { workspace: 1, textDocument: [] } }];
  const folders = [{ capabilities: {}, workspaceFolders: [null, { uri: 1 }], rootUri: 3, initializationOptions: "x" }];
  for (const params of [...wrong, ...folders]) {
    await using client = new LspClient();
    assert.ok(await client.request("initialize", params), JSON.stringify(params));
  }
});

test("wrong parameters are refused, and the server lives on", async () => {
  await using client = await LspClient.start();
  client.open(uri, "web: bin/serve $PORT\n");
  const position = { line: 0, character: 0 };
  const wrong: readonly [string, unknown][] = [
    [method, undefined],
    [method, []],
    [method, [1, 2]],
    [method, { textDocument: null }],
    [method, { textDocument: { uri: 7 } }],
    ["textDocument/hover", { textDocument }],
    ["textDocument/hover", { textDocument, position: { line: -1, character: 0 } }],
    ["textDocument/hover", { textDocument, position: { line: 0.5, character: 0 } }],
    ["textDocument/hover", { textDocument, position: { line: "0", character: 0 } }],
    ["textDocument/rename", { textDocument, position }],
    ["workspace/symbol", {}],
  ];
  for (const [name, params] of wrong) await assert.rejects(client.request(name, params), { code: -32602 });
  const far = { textDocument, position: { line: 1e9, character: 1e9 } };
  assert.equal(await client.request("textDocument/hover", far), null);
  client.notify("textDocument/didClose", { textDocument: null });
  for (const params of [undefined, {}, { textDocument: {} }, { textDocument, contentChanges: "x" }]) {
    for (const name of ["didOpen", "didChange", "didSave"]) client.notify(`textDocument/${name}`, params);
  }
  client.change(uri, 2, [{ range: { start: { line: 5 } }, text: "x" }, { text: 5 }]);
  assert.equal((await client.request<unknown[]>(method, symbols)).length, 1);
});

const ask = (body: string) => `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

test("bytes that are no message are answered with an error, and the next message is read", async (t) => {
  const cases: readonly [name: string, bytes: string, code: number | undefined][] = [
    ["no JSON", ask('{"jsonrpc":'), -32700],
    ["no message", ask("[1,2]"), -32600],
    ["an id of the wrong kind", ask('{"jsonrpc":"2.0","id":{},"method":"x"}'), -32600],
    ["a cancellation of nothing", ask('{"jsonrpc":"2.0","method":"$/cancelRequest"}'), -32600],
    ["a header without a length", "X-Nothing: 1\r\n\r\n", -32700],
    ["a length that is no number", "Content-Length: many\r\n\r\n", -32700],
    ["a length beyond reason", "Content-Length: 9999999999999\r\n\r\n", -32700],
    ["garbage", `${"\u0000\uFFFFgarbage ".repeat(3000)}\r\n\r\n`, -32700],
    ["a body of zero bytes", "Content-Length: 0\r\n\r\n", -32700],
    ["an answer to nothing", ask('{"jsonrpc":"2.0","id":99,"result":null}'), undefined],
    ["an unknown notification", ask('{"jsonrpc":"2.0","method":"nothing/here","params":[1]}'), undefined],
  ];
  await using client = await LspClient.start();
  client.open(uri, "web: bin/serve $PORT\n");
  for (const [name, bytes, code] of cases) {
    await t.test(name, async () => {
      const before = client.received.length;
      client.write(bytes);
      if (code !== undefined) {
        const answer = await client.waitFor(({ id, error }) => id === null && error !== undefined, before);
        assert.equal(answer.error?.code, code);
      }
      assert.equal((await client.request<unknown[]>(method, symbols)).length, 1);
    });
  }
});

test("a message in pieces and messages in one piece are read", async () => {
  await using client = await LspClient.start();
  client.open(uri, "web: é\n");
  const message = ask(JSON.stringify({ jsonrpc: "2.0", id: "a", method, params: symbols }));
  for (const byte of Buffer.from(message)) client.write(Buffer.from([byte]));
  await client.waitFor(({ id }) => id === "a");
  client.write(message.replace('"a"', '"b"') + message.replace('"a"', '"c"'));
  await client.waitFor(({ id }) => id === "b");
  await client.waitFor(({ id }) => id === "c");
});

test("a cancelled request is answered as such", async () => {
  await using client = await LspClient.start();
  client.open(uri, "web: bin/serve\n");
  const { id, answer } = client.ask(method, symbols);
  client.notify("$/cancelRequest", { id });
  assert.equal((await answer).error?.code, -32800);
  assert.equal((await client.request<unknown[]>(method, symbols)).length, 1);
});

test("a line of 10 MB is read and answered in time", async () => {
  await using client = await LspClient.start();
  for (const [name, line] of [
    ["letters", "a".repeat(10_000_000)],
    ["a command", `web: ${"a ".repeat(5_000_000)}`],
    ["quotes", `web: ${"\"'".repeat(5_000_000)}`],
    ["dollars", `web: ${"$(".repeat(5_000_000)}`],
  ] as const) {
    const long = `file:///nowhere/${name.replace(" ", "-")}.procfile`;
    client.open(long, `${line}\n`);
    await client.diagnostics(long);
    const position = { line: 0, character: 9_999_999 };
    for (const each of ["textDocument/hover", "textDocument/completion"]) {
      await client.request(each, { textDocument: { uri: long }, position });
    }
    client.notify("textDocument/didClose", { textDocument: { uri: long } });
  }
});

test("two thousand documents are open at once", async () => {
  await using project = await createTemporaryProject({ "package.json": "{}" });
  await using client = await LspClient.start({ folders: [project.uri] });
  const uris = Array.from({ length: 2000 }, (_, index) => project.uriOf(`apps/${index}.procfile`));
  for (const each of uris) client.open(each, "web npm start\n");
  for (const each of uris) await client.diagnostics(each);
  for (const each of uris) client.notify("textDocument/didClose", { textDocument: { uri: each } });
  await client.diagnostics(uris.at(-1) ?? "", ({ version }) => version === undefined);
});

test("what goes wrong inside is logged without a word of the document", async () => {
  await using client = await LspClient.start();
  client.open(uri, "web: secret-word\n");
  const params = { textDocument, position: { line: 0, character: 0 }, newName: { toString: null } };
  await assert.rejects(client.request("textDocument/rename", params));
  assert.doesNotMatch(JSON.stringify(client.received.filter((each) => each.method === "window/logMessage")), /secret/);
});

test("the program explains itself", async () => {
  for (const [args, code] of [
    [["--help"], 0],
    [["--version"], 0],
    [[], 2],
  ] as const) {
    await using client = new LspClient({ program: [unbuilt[0] ?? "", ...args] });
    assert.equal(await client.exited, code);
  }
});
