import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type DotenvReader, dotenvReaders, readDotenv } from "../../../src/dotenv/readers.ts";
import vectors from "./fixtures/reader-vectors.json" with { type: "json" };

interface Vector {
  readonly id: string;
  readonly input: string;
  /** By readers, several with a space between them. */
  readonly expected: Readonly<Record<string, Readonly<Record<string, string>> | string>>;
}

for (const { id, input, expected } of vectors as unknown as readonly Vector[]) {
  for (const [readers, values] of Object.entries(expected)) {
    for (const reader of readers.split(" ") as DotenvReader[]) {
      test(`${reader} reads ${id} ${JSON.stringify(input).slice(0, 60)}`, () =>
        assert.deepEqual(outcome(input, reader), values));
    }
  }
}

test("every reader but ours and docker's has all 41 vectors", () => {
  const counts = new Map<string, number>();
  for (const { expected } of vectors as unknown as readonly Vector[]) {
    for (const reader of Object.keys(expected).join(" ").split(" ")) counts.set(reader, (counts.get(reader) ?? 0) + 1);
  }
  const others = dotenvReaders.filter((reader) => reader !== "workbench" && reader !== "docker");
  assert.deepEqual(
    others.map((reader) => counts.get(reader)),
    others.map(() => 41),
  );
});

const more: [reader: DotenvReader, text: string, expected: Record<string, string> | "refused"][] = [
  ["docker", "A='x' # c\n  B= y \nC\nHOME\n # no\n#no\n", { A: "'x' # c", B: " y ", HOME: "/home/me" }],
  ["docker", "\uFEFFA=1\r\nB=2\r\n", { A: "1", B: "2" }],
  ["docker", "export A=1", "refused"],
  ["docker", "=1", "refused"],
  ["docker", "A=$HOME", { A: "$HOME" }],
  ["shell", "A=1 B=2; C=3 # no\nD=a#b", { A: "1", B: "2", C: "3", D: "a#b" }],
  [
    "shell",
    `A=~/x\nB=~\nC='~'\nD=$HOME-\${HOME}\nE=\\$HOME`,
    { A: "/home/me/x", B: "/home/me", C: "~", D: "/home/me-/home/me", E: "$HOME" },
  ],
  [
    "shell",
    `A=1\nB="$A$A"\nexport C=\${A:+yes} D\nE=\${NO:-"a b"}\nF=\${#HOME}`,
    { A: "1", B: "11", C: "yes", E: "a b", F: "8" },
  ],
  ["shell", 'A=`id`\nB="$(id)"\nC=$((1+2))\nD=x | y\nE=1 && F=2\nunset A\nG=1', { G: "1" }],
  ["shell", 'A="a\nb"\nB=a\\\nc', { A: "a\nb", B: "ac" }],
  ["shell", "A=$(", "refused"],
  ["shell", "A='x", "refused"],
  ["heroku-local", '# a\rA=1\nB=x#y\nC="q" rest\nDE\nF=\nGHI\n', { A: "1", B: "x", C: "q", GHI: "" }],
  ["heroku-local", '{"a": {"b": null, "c": true, "d": [1.5]}}', { A_C: "true", A_D_0: "1.5" }],
  ["dotenv", "A=\n'x'\nB: y\nC\n=z\nD=`a 'b' \"c\"`", { A: "x", B: "y", C: "z", D: "a 'b' \"c\"" }],
  ["dotenv", "A='a\\' # 'b\nC=\"x\\\"y\"", { A: "a\\", C: 'x\\"y' }],
  ["honcho", "A=b\u2028C=d\nE='x\\ty'\n'F'=g", { A: "b", C: "d", E: "x\ty", F: "g" }],
  ["python-dotenv", `A=\${HOME}\${NO:-x}\n'B C'=1\nD='a\\'b'\nE`, { A: "/home/mex", "B C": "1", D: "a'b" }],
  ["ruby-dotenv", `A=x\nB=$A-\${A}y\nC='$A'\nD=a # b`, { A: "x", B: "x-xy", C: "$A", D: "a" }],
  ["godotenv", "A=x\nB=$A \nC='$A'\nD=\"a\" E=2\nF=a #b #c", { A: "x", B: "x", C: "$A", D: "a", E: "2", F: "a" }],
  ["foreman", "A='x\nB=\"\nC='\nD=''x''\r\nE=\t", { A: "'x", B: '"', C: "'", D: "'x'", E: "\t" }],
];

for (const [reader, text, expected] of more) {
  test(`${reader} reads ${JSON.stringify(text)}`, () => assert.deepEqual(outcome(text, reader), expected));
}

test("a command is never run, only warned of", () => {
  for (const reader of ["shell", "ruby-dotenv"] as const) {
    const reading = readDotenv("A=1\nB=$(touch /nowhere)", reader);
    assert.ok(reading.kind === "read");
    assert.deepEqual(
      reading.warnings?.map(({ line }) => line),
      [1],
    );
  }
});

test("a refusal names its line", () => {
  const lines = (["heroku-local", "honcho", "godotenv", "shell"] as const).map((reader) => {
    const reading = readDotenv('A=1\n\nB="x\n', reader);
    return reading.kind === "refused" && reading.line;
  });
  assert.deepEqual(lines, [2, 2, 2, 2]);
});

const numRuns = Number(process.env["HEROKU_WORKBENCH_FUZZ"] ?? 300);
const piece = fc.constantFrom(..."AB1=:'\"`#\\$ \t.-(){}&;\r\n\uFEFFé\u2028", "export ", "FOO=", "\nK: ", "$(", "${");
const texts = fc.oneof(
  fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join("")),
  fc.string({ unit: "binary" }),
);

for (const reader of dotenvReaders) {
  test(`${reader} reads or refuses any text`, () => {
    fc.assert(
      fc.property(texts, (text) => ["read", "refused"].includes(readDotenv(text, reader).kind)),
      { numRuns },
    );
  });

  test(`${reader} takes no longer than the text is long`, () => {
    for (const line of [
      "A='\n",
      'A="\n',
      'A="\\"',
      "A=# ",
      " ",
      "A",
      "\\'",
      "A=\n",
      "\r",
      "A=$(",
      "${",
      "A=${X:-",
      '{"a":',
    ]) {
      const started = performance.now();
      readDotenv(line.repeat(200_000 / line.length), reader);
      assert.ok(performance.now() - started < 2000, `${reader} ${JSON.stringify(line)}`);
    }
  });
}

function outcome(text: string, reader: DotenvReader): Record<string, string> | string {
  const reading = readDotenv(text, reader, { HOME: "/home/me" });
  return reading.kind === "read" ? Object.fromEntries(reading.values) : "refused";
}
