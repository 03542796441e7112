import assert from "node:assert/strict";
import { test } from "node:test";
import { messages } from "../../../src/language/linked-app.ts";
import { LspClient } from "./client.ts";
import { createTemporaryProject } from "./projects.ts";

const app = {
  name: "shop",
  processes: [{ type: "web", quantity: 2, size: "Standard-1X", dynos: [{ name: "web.1", state: "up" }] }],
  configVars: ["DATABASE_URL"],
};
const position = { line: 0, character: 1 };

async function hoverOf(client: LspClient, uri: string): Promise<string> {
  const hover = await client.request<{ contents: { value: string } } | null>("textDocument/hover", {
    textDocument: { uri },
    position,
  });
  return hover?.contents.value ?? "";
}

const asked = (client: LspClient) => client.received.filter(({ method }) => method === messages.linkedApp).length;

test("the linked app is asked for once, kept, and asked for again when it may be another", async () => {
  await using project = await createTemporaryProject({ "package.json": "{}" });
  const uri = project.uriOf("Procfile");
  let answer: unknown = app;
  const capabilities = { workspace: { codeLens: { refreshSupport: true } } };
  const answers = { [messages.linkedApp]: () => answer, "workspace/codeLens/refresh": () => null };
  await using client = await LspClient.start({ folders: [project.uri], capabilities, answers });
  client.open(uri, "web: bin/serve $PORT\n");
  await client.waitFor(({ method }) => method === "workspace/codeLens/refresh");
  assert.match(await hoverOf(client, uri), /On `shop`: 2 dynos, Standard-1X: `web\.1` up\./);
  assert.equal(asked(client), 1);
  answer = { ...app, name: "shop-two" };
  const before = client.received.length;
  client.notify(messages.linkedAppChanged);
  await client.waitFor(({ method }) => method === "workspace/codeLens/refresh", before);
  await client.waitFor(({ method }) => method === messages.linkedApp, before);
  assert.match(await hoverOf(client, uri), /On `shop-two`/);
  assert.equal(asked(client), 2);
});

test("an editor that does not know the question is asked once only", async () => {
  await using project = await createTemporaryProject({ "a/package.json": "{}", "b/package.json": "{}" });
  await using client = await LspClient.start({ folders: [project.uri] });
  client.open(project.uriOf("a/Procfile"), "web: bin/serve $PORT\n");
  await client.waitFor(({ method }) => method === messages.linkedApp);
  client.notify(messages.linkedAppChanged);
  client.open(project.uriOf("b/Procfile"), "web: bin/serve $PORT\n");
  await client.diagnostics(project.uriOf("b/Procfile"));
  assert.doesNotMatch(await hoverOf(client, project.uriOf("b/Procfile")), /On `/);
  assert.equal(asked(client), 1);
});

test("answers of any shape are taken", async () => {
  await using project = await createTemporaryProject({ "package.json": "{}" });
  const uri = project.uriOf("Procfile");
  for (const answer of [
    null,
    3,
    [],
    { name: 1 },
    { name: "x", processes: 3, configVars: [1] },
    { name: "x", processes: [null] },
  ]) {
    await using client = await LspClient.start({ answers: { [messages.linkedApp]: () => answer } });
    client.open(uri, "web: bin/serve $PORT\n");
    await client.waitFor(({ method }) => method === messages.linkedApp);
    assert.match(await hoverOf(client, uri), /Serves HTTP/);
  }
});
