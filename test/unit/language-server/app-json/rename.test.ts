import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { prepareAppJsonRename, renameAppJsonType } from "../../../../src/language-server/app-json/rename.ts";
import { contextOf } from "./context.ts";

const procfile = "web: npm start\nworker: node worker.js\n";

function open(marked: string) {
  const { context, position } = contextOf(marked);
  const texts: Readonly<Record<string, string>> = { Procfile: procfile, "app.json": context.text.getText() };
  return { context: { ...context, read: async (file: string) => texts[file] }, position };
}

describe("renaming a process type in app.json", () => {
  it("renames it in the Procfile and in every formation", async () => {
    const { context, position } = open(
      '{ "formation": { "wor|ker": {} }, "environments": { "test": { "formation": { "worker": {} } } } }',
    );
    assert.deepEqual(prepareAppJsonRename(context, position), {
      range: { start: { line: 0, character: 18 }, end: { line: 0, character: 24 } },
      placeholder: "worker",
    });
    const { changes } = (await renameAppJsonType(context, position, "jobs")) ?? {};
    assert.deepEqual(
      Object.entries(changes ?? {}).map(([uri, edits]) => [uri, edits.length, edits[0]?.newText]),
      [
        ["file:///project/Procfile", 1, "jobs"],
        ["file:///project/app.json", 2, "jobs"],
      ],
    );
  });

  it("is refused elsewhere, and for a name that is taken", async () => {
    const { context, position } = open('{ "na|me": "worker" }');
    assert.equal(prepareAppJsonRename(context, position), null);
    assert.equal(await renameAppJsonType(context, position, "jobs"), null);
    const other = open('{ "formation": { "wor|ker": {} } }');
    await assert.rejects(renameAppJsonType(other.context, other.position, "web"), /already/);
  });
});
