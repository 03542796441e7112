import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { hiddenValues, holdsSecrets } from "../../../../src/editor/languages/hidden-values.ts";
import { splitLines } from "../../../../src/language/text.ts";

/** The text with every hidden character as `*`. */
function masked(text: string): string {
  const lines = splitLines(text);
  const shown = lines.map((line) => [...line.text].flatMap((character) => character.split("")));
  for (const { range } of hiddenValues(text)) {
    for (let line = range.start.line; line <= range.end.line; line++) {
      const characters = shown[line] ?? [];
      const from = line === range.start.line ? range.start.character : 0;
      const to = line === range.end.line ? range.end.character : characters.length;
      characters.fill("*", from, to);
    }
  }
  return lines.map(({ end }, index) => `${shown[index]?.join("")}${end}`).join("");
}

const cases: [text: string, shown: string][] = [
  ["A=secret", "A=******"],
  ["A=", "A="],
  ['A=""', 'A=""'],
  ['A="a b"', 'A="***"'],
  ["A='x' # note", "A='*' # note"],
  ["export A=x", "export A=*"],
  ["# A=x", "# A=x"],
  ["A=x\nB=yy\n", "A=*\nB=**\n"],
  ['A="one\ntwo"\nB=c', 'A="***\n***"\nB=*'],
  ['A="open', 'A="****'],
];

for (const [text, shown] of cases) test(JSON.stringify(text), () => assert.equal(masked(text), shown));

test("what is hidden is never empty, in order, and inside the text", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."A=\"' #\n\r\\x".split("")), maxLength: 60 }), (text) => {
      const lines = splitLines(text);
      let last = { line: 0, character: 0 };
      for (const { range } of hiddenValues(text)) {
        const { start, end } = range;
        assert.ok(start.line > last.line || (start.line === last.line && start.character >= last.character));
        assert.ok(start.line < end.line || start.character < end.character);
        assert.ok(end.character <= (lines[end.line]?.text.length ?? -1));
        last = end;
      }
    }),
  );
});

const names: [path: string, holds: boolean][] = [
  ["/p/.env", true],
  ["/p/.env.local", true],
  ["/p/production.env", true],
  ["/p/.flaskenv", true],
  ["/p/.env.example", false],
  ["/p/.env.sample", false],
  ["/p/example.env", true],
  ["/p/.env-template", false],
  ["/home/me/.config/user-dirs.dirs", false],
  ["Untitled-1", true],
];

for (const [path, holds] of names) {
  test(`${path} ${holds ? "holds secrets" : "is made to be read"}`, () => assert.equal(holdsSecrets(path), holds));
}
