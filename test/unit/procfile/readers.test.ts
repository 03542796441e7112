import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { allReaders, type ProcfileReader, type Reading, readProcfile } from "../../../src/procfile/readers.ts";
import { procfileText, runs } from "./procfile-text.ts";

/** What the programs themselves made of each input; of Fir's buildpack, what its tests and its source say. */
interface Vector {
  readonly id: string;
  readonly input: string;
  readonly readings: Partial<Record<ProcfileReader, Expected>>;
}

interface Expected {
  readonly processes?: readonly (readonly [name: string, command: string])[];
  readonly refused?: string | true;
  readonly warns?: true;
}

const fixture = path.resolve(import.meta.dirname, "fixtures/reader-vectors.json");
const vectors: readonly Vector[] = JSON.parse(await readFile(fixture, "utf8"));

for (const { id, input, readings } of vectors) {
  for (const [reader, expected] of Object.entries(readings)) {
    test(`${id} ${reader}: ${JSON.stringify(input)}`, () => check(input, reader, expected));
  }
}

test("every reader but the slug compiler has measured vectors", () => {
  const measured = new Set(vectors.flatMap(({ readings }) => Object.keys(readings)));
  assert.deepEqual(
    allReaders.filter((reader) => !measured.has(reader)),
    ["heroku"],
  );
});

const crlf = "web: a\r\n\r\nworker: b\r\n";
const blank = "web: a\n  \nworker: b\n";
const long = `web: ${"a".repeat(70_000)}\n`;

/** From the readers' sources. */
const more: [name: string, input: string, reader: ProcfileReader, expected: Expected][] = [
  ["an indented comment passes", "  # x\nweb: a\n", "foreman", { processes: [["web", "a"]] }],
  [
    "an indented comment",
    "  # x\nweb: a\n",
    "heroku-local",
    { refused: "Cannot read properties of null (reading '1')" },
  ],
  ["an empty line of CRLF", crlf, "heroku-local-fixed", { refused: "Cannot read properties of null (reading '1')" }],
  [
    "an empty line of CRLF passes",
    crlf,
    "honcho",
    {
      processes: [
        ["web", "a"],
        ["worker", "b"],
      ],
    },
  ],
  ["blanks on a line", blank, "node-foreman", { refused: "Cannot read properties of null (reading '1')" }],
  [
    "blanks on a line pass",
    blank,
    "cnb",
    {
      processes: [
        ["web", "a"],
        ["worker", "b"],
      ],
    },
  ],
  ["blanks as the command", "web:   \n", "foreman", { processes: [["web", " "]] }],
  [
    "blanks as the command",
    "web:   \n",
    "heroku-local",
    { refused: "Syntax Error in Procfile, Line %d: No Command Found" },
  ],
  ["a space is required", "web:a\nworker: b\n", "overmind", { processes: [["worker", "b"]] }],
  ["a space is not required", "web:a\n", "forego", { processes: [["web", "a"]] }],
  ["a lone carriage return", "web: a\rworker: b\r", "foreman", { processes: [["web", "a\rworker: b\r"]] }],
  [
    "a lone carriage return",
    "web: a\rworker: b\r",
    "honcho",
    {
      processes: [
        ["web", "a"],
        ["worker", "b"],
      ],
    },
  ],
  [
    "a lone carriage return",
    "web: a\rworker: b\r",
    "heroku",
    {
      processes: [
        ["web", "a"],
        ["worker", "b"],
      ],
    },
  ],
  ["a lone carriage return", "web: a\rworker: b\r", "cnb", { refused: true }],
  ["the last line of forego loses its return", "web: a\r", "forego", { processes: [["web", "a"]] }],
  ["over 64 KiB", long, "forego", { refused: "Reading Procfile: bufio.Scanner: token too long" }],
  [
    "NEL and U+2028",
    "web: a\u0085x: b\u2028y: c\n",
    "honcho",
    {
      processes: [
        ["web", "a"],
        ["x", "b"],
        ["y", "c"],
      ],
    },
  ],
  ["no-break space", "web:\u00a0a\n", "foreman", { processes: [["web", "\u00a0a"]] }],
  ["NEL is white space", "web:\u0085a\n", "goreman", { processes: [["web", "a"]] }],
  ["no-break space", "web:\u00a0a\n", "goreman", { processes: [["web", "a"]] }],
  [
    "duplicates",
    "web: a\nx: b\nweb: c\n",
    "node-foreman",
    {
      processes: [
        ["web", "c"],
        ["x", "b"],
      ],
    },
  ],
  [
    "duplicates",
    "web: a\nx: b\nweb: c\n",
    "heroku",
    {
      processes: [
        ["web", "c"],
        ["x", "b"],
      ],
    },
  ],
  [
    "duplicates",
    "web: a\nx: b\nweb: c\n",
    "cnb",
    {
      processes: [
        ["web", "c"],
        ["x", "b"],
      ],
      warns: true,
    },
  ],
  [
    "duplicates",
    "web: a\nweb: c\n",
    "forego",
    {
      processes: [
        ["web", "a"],
        ["web", "c"],
      ],
    },
  ],
  [
    "numbers first",
    "web: a\n7: b\n",
    "node-foreman",
    {
      processes: [
        ["7", "b"],
        ["web", "a"],
      ],
    },
  ],
  ["__proto__", "__proto__: a\nweb: b\n", "node-foreman", { processes: [["web", "b"]] }],
  ["only release", "release: a\n", "heroku-local", { processes: [] }],
  ["a byte order mark", "\uFEFFweb: a\n", "heroku", { processes: [["web", "a"]] }],
  ["63 characters", `${"a".repeat(63)}: x\n`, "cnb", { processes: [["a".repeat(63), "x"]] }],
  ["64 characters", `${"a".repeat(64)}: x\n`, "cnb", { refused: true }],
  ["repaired to the same name", "a_b: x\na-b: y\n", "cnb", { processes: [["a-b", "y"]], warns: true }],
  ["blanks at the end of the file", "web: a\n  ", "cnb", { refused: true }],
  ["no colon at the end", "web: a\nb", "cnb", { refused: true }],
];

for (const [name, input, reader, expected] of more) test(`${reader}: ${name}`, () => check(input, reader, expected));

test("lines are the editor's, whatever the reader takes for one", () => {
  const lines = (text: string, reader: ProcfileReader) => {
    const reading = readProcfile(text, reader);
    return reading.kind === "read" ? reading.processes.map(({ line }) => line) : reading.line;
  };
  assert.deepEqual(lines("\r\rweb: a\n\nx: b\n", "honcho"), [2, 4]);
  assert.deepEqual(lines("a: b\rc\nx: b\n", "foreman"), [0, 2]);
  assert.deepEqual(lines("a: b\vc: d\nx: b\n", "honcho"), [0, 0, 1]);
  assert.equal(lines("a: b\r\n\r\nx y\n", "heroku-local"), 2);
  assert.equal(lines("a: b\na: c\n", "overmind"), 1);
});

test("no reader throws, and every line it names is in the text", () => {
  fc.assert(
    fc.property(procfileText, fc.constantFrom(...allReaders), (text, reader) => {
      const count = text.split(/\r\n|\n|\r/).length;
      for (const line of linesOf(readProcfile(text, reader))) assert.ok(line >= 0 && line < count);
    }),
    { numRuns: runs(2000) },
  );
});

test("a megabyte of any one character is read at once", { timeout: 20_000 }, () => {
  const hostile = [" ", "a", ":", "\r", "\v", "a:\t", "\u2028"].map((unit) => unit.repeat(1_000_000 / unit.length));
  for (const text of hostile) for (const reader of allReaders) readProcfile(`a:${text}`, reader);
});

function check(input: string, reader: string, expected: Expected): void {
  const reading = readProcfile(input, reader as ProcfileReader);
  if (reading.kind === "refused") {
    assert.ok(expected.refused, `refused: ${reading.message}`);
    if (expected.refused !== true) assert.equal(reading.message, expected.refused);
    return;
  }
  assert.deepEqual(
    reading.processes.map(({ name, command }) => [name, command]),
    expected.processes,
  );
  if (reader === "cnb") assert.equal(reading.warnings !== undefined, expected.warns === true);
}

function linesOf(reading: Reading): number[] {
  if (reading.kind === "read") return reading.processes.map(({ line }) => line);
  return reading.line === undefined ? [] : [reading.line];
}
