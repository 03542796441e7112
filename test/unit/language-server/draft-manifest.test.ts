import assert from "node:assert/strict";
import { test } from "node:test";
import { messages } from "../../../src/language/linked-app.ts";
import { LspClient } from "./client.ts";
import { createTemporaryProject } from "./projects.ts";

test("the draft of an app.json holds what the files of a folder say, without a document open", async () => {
  await using project = await createTemporaryProject({
    "package.json": JSON.stringify({ name: "shop", engines: { node: "24.x" } }),
    "server.js": "console.log(process.env.MAIL_KEY);\n",
  });
  await using client = await LspClient.start({ folders: [project.uri] });
  const text = await client.request<string>(messages.draftManifest, { uri: project.uri });
  assert.deepEqual(Object.keys(JSON.parse(text).env), ["MAIL_KEY"]);
});

test("what is no folder on a disk has no draft", async () => {
  await using client = await LspClient.start({ folders: [] });
  assert.equal(await client.request(messages.draftManifest, { uri: "untitled:folder" }), null);
  await assert.rejects(client.request(messages.draftManifest, {}), /need a uri/);
});
