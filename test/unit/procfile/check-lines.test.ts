import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Problem } from "../../../src/language/problem.ts";
import { noFacts, noSurroundings, type Surroundings } from "../../../src/language/project-facts.ts";
import { checkLines } from "../../../src/procfile/check-lines.ts";
import { lineRules } from "../../../src/procfile/lines/rules.ts";
import { type ProcfileReader, readProcfile } from "../../../src/procfile/readers.ts";
import { applyChange, parse } from "../../../src/procfile/syntax.ts";
import { applyEdits, offsetAt, piece, procfileText, runs } from "./procfile-text.ts";

const clean: [name: string, text: string][] = [
  ["two processes", "web: npm start\nworker: node worker.js\n"],
  ["no newline at the end", "web: npm start"],
  ["CRLF", "web: npm start\r\nworker: x\r\n"],
  ["comments and empty lines", "# the web\nweb: bundle exec puma -C config/puma.rb\n\n# jobs\nworker: x\n"],
  ["a hash in quotes or in a word", "web: sh -c 'a # b' \"c # d\" e#f \\# $(g) http://x/#h\n"],
  ["an escaped quote in quotes", 'web: echo "a \\" # b"\n'],
  ["colons", "web: java -cp a:b -Dx=http://localhost:80 Main\n"],
  ["release and digits", "release: ./migrate\nweb2: ./web\n123: x\nscheduler: celery beat\n"],
  ["letters and emoji", "web: echo ünï 👩‍💻\n"],
  ["a command that is aligned", "web:      a\nrelease:  b\n"],
];

for (const [name, text] of clean) test(`no problem: ${name}`, () => assert.deepEqual(check(text), []));

/** Each problem as `code line:columns`, then the text after its first fix. */
const cases: [text: string, problems: string[], fixed?: string][] = [
  ["web npm start", ["missing-colon 0:0-13"], "web: npm start"],
  ["web= npm start", ["missing-colon 0:0-14"], "web: npm start"],
  ["web：npm", ["missing-colon 0:0-7"], "web: npm"],
  ["web puma -b tcp://x", ["missing-colon 0:0-19"], "web: puma -b tcp://x"],
  ["hello\nweb: x", ["missing-colon 0:0-5"]],
  [": npm start", ["missing-name 0:0-11"]],
  ["web:", ["missing-command 0:0-3"]],
  ["web: \t", ["missing-command 0:0-3"]],
  ["web : x", ["space-before-colon 0:3-4"], "web: x"],
  [" web : x", ["indented-line 0:0-1", "space-before-colon 0:4-5"], "web : x"],
  ["web:x", ["no-space-after-colon 0:3-4"], "web: x"],
  ["my.web: x", ["illegal-character 0:2-3"], "my-web: x"],
  ["my web: x", ["illegal-character 0:2-3"], "my-web: x"],
  ["wéb: x", ["illegal-character 0:1-2"], "w-b: x"],
  ["\u200bweb: x", ["illegal-character 0:0-1", "invisible-character 0:0-1"], "web: x"],
  [`${"a".repeat(64)}: x`, ["name-too-long-for-fir 0:0-64"]],
  [`${"a".repeat(128)}: x`, ["name-too-long-for-fir 0:0-128"]],
  [`${"a".repeat(129)}: x`, ["name-too-long 0:0-129"]],
  ["-web: x", ["dash-in-name 0:0-4", "name-refused-by-fir 0:0-4"]],
  ["web_: x", ["name-refused-by-fir 0:0-4"]],
  ["delayed_job: x", ["name-changed-by-fir 0:0-11"], "delayed-job: x"],
  ["Web: x", ["case-of-special-type 0:0-3"], "web: x"],
  ["RELEASE: x", ["case-of-special-type 0:0-7"], "release: x"],
  ["a-b: x\nc-d: y", ["dash-in-name 0:0-3"]],
  ["run: x", ["reserved-name 0:0-3"]],
  ["web: a\nx: b\nweb: c\n", ["duplicate-name 2:0-3"], "web: a\nx: b\n"],
  ["web: a\nweb: b\nweb: c", ["duplicate-name 1:0-3", "duplicate-name 2:0-3"], "web: a\nweb: c"],
  [
    "a_b: x\na-b: y",
    ["name-changed-by-fir 0:0-3", "dash-in-name 1:0-3", "duplicate-name-on-fir 1:0-3"],
    "a-b: x\na-b: y",
  ],
  ["  web: x", ["indented-line 0:0-2"], "web: x"],
  ["web: x\n  # y", ["indented-comment 1:0-2"], "web: x\n# y"],
  ["web: x\n \t\ny: z", ["space-on-blank-line 1:0-2"], "web: x\n\ny: z"],
  ["web: x  ", ["trailing-space 0:6-8"], "web: x"],
  ["web: x # y", ["trailing-comment 0:7-10"], "# y\nweb: x"],
  ["web: 'x # y' # z", ["trailing-comment 0:13-16"], "# z\nweb: 'x # y'"],
  ["// x\nweb: y", ["slash-comment 0:0-4"], "# x\nweb: y"],
  ["web: a \\\n  b \\\n  c\nx: d", ["line-continuation 0:7-8"], "web: a b c\nx: d"],
  ["web: a \\\nx: d", ["line-continuation 0:7-8"]],
  [
    "<<<<<<< HEAD\nweb: a\n=======\nweb: b\n>>>>>>> x\n",
    ["merge-conflict 0:0-12", "merge-conflict 2:0-7", "merge-conflict 4:0-9"],
  ],
  ["web: a\vb", ["odd-line-break 0:6-7"], "web: a b"],
  ["# a\u2028web: x\nweb: y", ["odd-line-break 0:3-4"], "# a web: x\nweb: y"],
  ["web: a\u00a0b", ["invisible-character 0:6-7"], "web: a b"],
  ["web: a\u202eb", ["invisible-character 0:6-7"], "web: ab"],
  ["web: a\0b", ["invisible-character 0:6-7"], "web: ab"],
  ["\uFEFFweb: a", ["byte-order-mark 0:0-1"], "web: a"],
  ["\uFEFFweb : a", ["byte-order-mark 0:0-1", "space-before-colon 0:4-5"], "web : a"],
  ["web: a\n\uFEFFx: b", ["invisible-character 1:0-1"], "web: a\nx: b"],
  ["web: a\rx: b\r", ["carriage-return-line-ends 0:0-6"], "web: a\nx: b\n"],
  ["web: a\r\n\r\nx: b\r\n", ["empty-line-with-crlf 1:0-0"], "web: a\r\nx: b\r\n"],
  ["", ["no-process 0:0-0"]],
  ["# web: x\n\n", ["no-process 0:0-8"]],
];

for (const [text, expected, fixed] of cases) {
  test(`problem: ${JSON.stringify(text)}`, () => {
    const problems = check(text);
    assert.deepEqual(problems.map(shown), expected);
    const first = problems[0]?.fixes?.[0];
    assert.equal(first && applyEdits(text, first.edits), fixed);
  });
}

test("every line rule has a case here", () => {
  const covered = new Set([
    ...cases.flatMap(([, problems]) => problems),
    ...placed.flatMap(([, , code]) => code ?? []),
  ]);
  const codes = new Set([...covered].map((problem) => problem.split(" ")[0]));
  assert.deepEqual(
    lineRules.map(({ code }) => code).filter((code) => !codes.has(code)),
    [],
  );
});

const placed: [file: string, files: string[], code?: string | undefined, incomplete?: true][] = [
  ["Procfile", ["Procfile"]],
  ["Procfile.dev", ["Procfile"]],
  ["dev.procfile", []],
  ["", []],
  ["procfile", ["procfile"], "wrong-file-name"],
  ["PROCFILE", [], "wrong-file-name"],
  ["Procfile.txt", ["Procfile"], "wrong-file-name"],
  ["api/Procfile", ["api/Procfile"], "wrong-folder"],
  ["../other/Procfile", ["app.py"], undefined],
  ["api/Procfile", ["api/Procfile", "Procfile"]],
  ["api/Procfile", [], undefined, true],
];

for (const [file, files, code, incomplete] of placed) {
  test(`place: ${file} among [${files}]${incomplete ? " and others" : ""}`, () => {
    const surroundings = {
      ...noSurroundings,
      file,
      facts: { ...noFacts, files: new Set(files), complete: !incomplete },
    };
    assert.deepEqual(
      check("web: x\n", surroundings).map((problem) => problem.code),
      code ? [code] : [],
    );
  });
}

test("what only Heroku minds is not said of a Procfile that it does not read", () => {
  const text = "build_js: x\nWeb: y\nrun: z\nbuild-js: a\n";
  const surroundings = { ...noSurroundings, file: "api/Procfile.dev" };
  assert.deepEqual(
    check(text, surroundings).map(({ code }) => code),
    ["dash-in-name"],
  );
  assert.equal(check(text, { ...noSurroundings, file: "Procfile" }).length, 5);
});

/** What the messages say of the readers: those that read every process here, those that pass over one, those that refuse. */
const claims: [code: string, text: string, all: ProcfileReader[], fewer: ProcfileReader[], none: ProcfileReader[]][] = [
  [
    "missing-colon",
    "a: b\nweb x",
    [],
    ["heroku", "foreman", "honcho", "overmind", "forego", "goreman"],
    ["heroku-local", "heroku-local-fixed", "node-foreman", "cnb"],
  ],
  ["missing-name", "a: b\n: x", [], ["heroku", "foreman", "goreman"], ["heroku-local", "heroku-local-fixed", "cnb"]],
  ["missing-command", "a: b\nweb:", ["goreman"], ["heroku", "foreman"], ["heroku-local", "heroku-local-fixed", "cnb"]],
  [
    "space-before-colon",
    "a: b\nweb : x",
    ["goreman"],
    ["heroku", "foreman", "honcho", "overmind"],
    ["heroku-local", "heroku-local-fixed", "cnb"],
  ],
  [
    "no-space-after-colon",
    "a: b\nweb:x",
    ["heroku", "foreman", "honcho", "goreman", "forego", "heroku-local", "node-foreman", "cnb"],
    ["overmind"],
    [],
  ],
  [
    "illegal-character",
    "a: b\nw.b: x",
    ["goreman"],
    ["heroku", "foreman"],
    ["heroku-local", "heroku-local-fixed", "cnb"],
  ],
  ["name-too-long-for-fir", `a: b\n${"a".repeat(64)}: x`, ["heroku", "foreman", "heroku-local"], [], ["cnb"]],
  ["name-refused-by-fir", "a: b\nw_: x", ["heroku", "foreman", "heroku-local"], [], ["cnb"]],
  [
    "dash-in-name",
    "a: b\nw-b: x",
    ["heroku", "foreman", "honcho", "overmind", "goreman", "forego", "node-foreman", "heroku-local-fixed", "cnb"],
    [],
    ["heroku-local"],
  ],
  [
    "duplicate-name",
    "a: b\na: x",
    ["foreman", "goreman", "forego"],
    ["heroku", "cnb", "heroku-local", "heroku-local-fixed"],
    ["honcho", "overmind"],
  ],
  [
    "indented-line",
    "a: b\n w: x",
    ["goreman", "cnb"],
    ["heroku", "foreman", "honcho", "overmind"],
    ["heroku-local", "heroku-local-fixed"],
  ],
  [
    "indented-comment",
    "a: b\n # c\nw: x",
    ["heroku", "foreman", "honcho", "overmind", "goreman", "cnb"],
    [],
    ["heroku-local", "heroku-local-fixed", "node-foreman"],
  ],
  [
    "space-on-blank-line",
    "a: b\n \nw: x",
    ["heroku", "foreman", "honcho", "overmind", "goreman", "cnb"],
    [],
    ["heroku-local", "heroku-local-fixed", "node-foreman"],
  ],
  [
    "empty-line-with-crlf",
    "a: b\r\n\r\nw: x\r\n",
    ["heroku", "foreman", "honcho", "overmind", "goreman", "cnb"],
    [],
    ["heroku-local", "heroku-local-fixed", "node-foreman"],
  ],
  [
    "slash-comment",
    "a: b\n// c\nw: x",
    ["heroku", "foreman", "honcho", "overmind", "goreman"],
    [],
    ["heroku-local", "heroku-local-fixed", "cnb"],
  ],
  [
    "merge-conflict",
    "<<<<<<< a\na: b\n=======\na: x\n>>>>>>> b",
    ["foreman"],
    ["heroku"],
    ["honcho", "overmind", "heroku-local", "heroku-local-fixed", "cnb"],
  ],
  [
    "byte-order-mark",
    "\uFEFFa: b\nw: x",
    ["heroku", "goreman"],
    ["foreman", "honcho", "overmind", "forego"],
    ["heroku-local", "heroku-local-fixed", "cnb"],
  ],
  ["carriage-return-line-ends", "a: b\rw: x", ["heroku", "honcho"], ["foreman", "overmind", "forego", "goreman"], []],
  ["no-process", "# a\n", [], [], ["foreman", "overmind", "goreman"]],
];

for (const [code, text, all, fewer, none] of claims) {
  test(`claim: ${code}`, () => {
    assert.ok(check(text).some((problem) => problem.code === code));
    for (const reader of all) assert.equal(started(text, reader), 2, reader);
    for (const reader of fewer) assert.equal(started(text, reader), 1, reader);
    for (const reader of none) assert.equal(started(text, reader), 0, reader);
  });
}

test("a safe fix takes its problem away", () => {
  fc.assert(
    fc.property(procfileText, (raw) => {
      // A second mark becomes the first, and lines that nothing continues any more are looked at by themselves.
      const text = raw.replaceAll("\\", "").replaceAll(/\uFEFF+/g, "\uFEFF");
      const problems = check(text);
      const count = (among: readonly Problem[], code: string) =>
        among.filter((problem) => problem.code === code).length;
      for (const { code, fixes = [] } of problems) {
        for (const { edits, safe } of fixes) {
          const after = applyEdits(text, edits);
          if (safe) assert.ok(count(check(after), code) < count(problems, code), code);
        }
      }
    }),
    { numRuns: runs(1000) },
  );
});

test("what was found before an edit is found the same behind it", () => {
  fc.assert(
    fc.property(procfileText, fc.nat(20), fc.nat(10), piece, (text, line, character, by) => {
      const before = parse(text);
      checkLines(before, noSurroundings);
      const range = { start: { line, character }, end: { line, character } };
      const after = applyEdits(text, [{ range, text: by }]);
      const problems = checkLines(applyChange(before, { range, text: by }), noSurroundings);
      assert.deepEqual(problems, checkLines(parse(after), noSurroundings));
    }),
    { numRuns: runs(1000) },
  );
});

test("every range lies in the text", () => {
  fc.assert(
    fc.property(procfileText, (text) => {
      const lines = parse(text).lines;
      for (const { range, related = [], message } of check(text)) {
        assert.doesNotMatch(message, /undefined|NaN/);
        for (const { start, end } of [range, ...related.map((place) => place.range)]) {
          assert.ok(offsetAt(text, start) <= offsetAt(text, end));
          assert.ok(end.character <= (lines[end.line]?.text.length ?? -1));
        }
      }
    }),
    { numRuns: runs(1000) },
  );
});

function check(text: string, surroundings: Surroundings = noSurroundings): Problem[] {
  return checkLines(parse(text), surroundings).toSorted((one, other) => {
    const [a, b] = [one.range.start, other.range.start];
    return a.line - b.line || a.character - b.character || one.code.localeCompare(other.code);
  });
}

function shown({ code, range: { start, end } }: Problem): string {
  return `${code} ${start.line}:${start.character}-${end.character}`;
}

function started(text: string, reader: ProcfileReader): number {
  const reading = readProcfile(text, reader);
  return reading.kind === "read" ? reading.processes.length : 0;
}
