import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { processTypePlaces } from "../../../src/manifest/process-type-places.ts";
import { readManifest } from "../../../src/manifest/read-manifest.ts";

const text = `{
  // a comment is passed over
  "env": {
    "SHORT": "1",
    "LONG": { "description": "d", "value": "v", "required": false },
    "MADE": { "generator": "secret" },
    "ODD": 5,
  },
  "formation": { "web": { "quantity": 1 }, "worker": {} },
  "environments": { "review": { "formation": { "web": {} } } }
}`;

describe("reading a manifest", () => {
  it("finds config vars and process types with their places", () => {
    const facts = readManifest(text, "app.json");
    assert.ok(facts);
    assert.deepEqual(
      [...facts.env].map(([name, { place: _, ...rest }]) => [name, rest]),
      [
        ["SHORT", { description: undefined, value: "1", required: true, generated: false }],
        ["LONG", { description: "d", value: "v", required: false, generated: false }],
        ["MADE", { description: undefined, value: undefined, required: true, generated: true }],
        ["ODD", { description: undefined, value: undefined, required: true, generated: false }],
      ],
    );
    assert.deepEqual(facts.env.get("SHORT")?.place, {
      file: "app.json",
      range: { start: { line: 3, character: 4 }, end: { line: 3, character: 11 } },
    });
    assert.deepEqual([...facts.formation.keys()], ["web", "worker"]);
  });

  for (const unreadable of ["", "[]", "3", "nonsense", '"a"', "[".repeat(100_000)]) {
    it(`gives nothing for ${JSON.stringify(unreadable.slice(0, 20))}`, () =>
      assert.equal(readManifest(unreadable, "app.json"), undefined));
  }

  it("gives what there is while it is being typed", () => {
    assert.deepEqual([...(readManifest('{ "formation": { "web": ', "app.json")?.formation.keys() ?? [])], ["web"]);
  });
});

describe("the places of a process type", () => {
  it("are the keys of formation, also in environments, without their quotes", () => {
    const lines = text.split("\n");
    const words = processTypePlaces(text, "web").map(({ start, end }) => [
      start.line,
      lines[start.line]?.slice(start.character, end.character),
    ]);
    assert.deepEqual(words, [
      [8, "web"],
      [9, "web"],
    ]);
    assert.deepEqual(processTypePlaces(text, "clock"), []);
  });
});
