import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { MarkupContent } from "vscode-languageserver";
import { inLine } from "../../../../src/language/text.ts";
import { hoverDotenv } from "../../../../src/language-server/dotenv/hover.ts";
import { type Around, dotenvContext } from "../context-of.ts";
import { dotenvTexts } from "../dotenv-texts.ts";
import { runs } from "../procfile-texts.ts";

async function hover(text: string, around: Around = {}, character = 1): Promise<string> {
  const answer = await hoverDotenv(dotenvContext(text, around), { line: 0, character });
  return (answer?.contents as MarkupContent | undefined)?.value ?? "";
}

test("a hover hides the value, says who declares and uses the key, and whether the app has it", async () => {
  const place = (file: string, line: number) => ({ file, range: inLine(line, 4, 9) });
  const declared = { description: "The *key*", value: undefined, required: true, generated: false };
  const text = await hover("API_KEY=s3cret\n", {
    app: { name: "shop", processes: [], configVars: ["API_KEY"] },
    files: { Procfile: "web: x\nworker: y $API_KEY\n" },
    facts: {
      configVarUses: new Map([["API_KEY", [place("lib/a_b.js", 4)]]]),
      manifest: { formation: new Map(), env: new Map([["API_KEY", { ...declared, place: place("app.json", 2) }]]) },
    },
  });
  assert.ok(!text.includes("s3cret"));
  for (const part of [
    "The \\*key\\*",
    "Required by app.json.",
    "[Procfile:2](file:///project/Procfile#L2)",
    "[lib/a\\_b.js:5](file:///project/lib/a_b.js#L5)",
    "[app.json:3](file:///project/app.json#L3)",
    "The app shop has this config var.",
  ]) {
    assert.ok(text.includes(part), `${part} is not in ${text}`);
  }
});

test("a key that the app lacks is said to be lacking, and without an app nothing is", async () => {
  const app = { name: "shop", processes: [], configVars: [] };
  assert.match(await hover("A=1", { app }), /shop does not have/);
  assert.doesNotMatch(await hover("A=1"), /app/);
});

test("of a URL the host may be shown, and of a file for docker no other reader is spoken of", async () => {
  const url = await hover("DATABASE_URL=postgres://me:s3cret@db.example.com/name");
  assert.ok(url.includes("db.example.com") && !/s3cret|name/.test(url), url);
  assert.doesNotMatch(await hover("A=a b", { file: "docker.env" }), /Not every tool/);
});

const readings: [text: string, expected: RegExp | undefined][] = [
  ["A=plain", undefined],
  ['A="two words"', undefined],
  ["A=bar # note", /foreman keeps the comment/],
  ["A=two words", /honcho joins the words/],
  ["export A=1", /foreman, heroku local and honcho do not read this line/],
  ['A="open', /heroku local and honcho stop at this line/],
  ["A=a#b", /heroku local(?:, | and ).*the value short/],
  ["A= x", /foreman keeps the white space/],
];

for (const [text, expected] of readings) {
  test(`readers of ${text}: ${expected ?? "agree"}`, async () => {
    const said = await hover(text, {}, text.indexOf("A"));
    if (expected) assert.match(said, expected);
    else assert.doesNotMatch(said, /Not every tool/);
  });
}

test("the space between the parts has no hover", async () => {
  assert.equal(await hoverDotenv(dotenvContext("A=1 # note"), { line: 0, character: 8 }), null);
  assert.equal(await hoverDotenv(dotenvContext("# A=1"), { line: 0, character: 3 }), null);
});

test("no hover of any document shows a value", async () => {
  await fc.assert(
    fc.asyncProperty(dotenvTexts, fc.nat(10), fc.nat(30), async (text, line, character) => {
      const answer = await hoverDotenv(dotenvContext(text.replaceAll("value", "s3cret")), { line, character });
      assert.ok(
        !JSON.stringify(answer).includes("s3cret") || /s3cret[^\n]*[=:]/.test(text.replaceAll("value", "s3cret")),
      );
    }),
    { numRuns: runs },
  );
});
