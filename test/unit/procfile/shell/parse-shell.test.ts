import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parseShell } from "../../../../src/procfile/shell/parse-shell.ts";

const runs = Number(process.env["HEROKU_WORKBENCH_FUZZ"] ?? 2000);

/** One command per string: assignments, words (`*` when dynamic), background, operator. */
const commands: readonly (readonly [string, readonly string[]])[] = [
  ["", []],
  ["   ", []],
  ["# only a comment", []],
  ["bundle exec puma -C config/puma.rb", ["bundle exec puma -C config/puma.rb"]],
  ["a && b || c | d; e & f", ["a &&", "b ||", "c |", "d ;", "e & (background)", "f"]],
  ["a && b & c", ["a && (background)", "b & (background)", "c"]],
  ["(a; b) & c", ["a ; (background)", "b & (background)", "c"]],
  ["{ a; b; } > log; c", ["a ;", "b ;", "c"]],
  ["A=1 B='x y' run $A \"x$B\"", ["A=1 B=x y run $A* x$B*"]],
  ["A=1", ["A=1"]],
  ["run A=1", ["run A=1"]],
  ["run # comment", ["run"]],
  ["run a#b", ["run a#b"]],
  ["run > out 2>&1 last", ["run last"]],
  ["run >&2 &>all <in", ["run"]],
  ['run \'a \\ $B\' "c \\" \\d" e\\ f', ['run a \\ $B c " \\d e f']],
  ["run \\", ["run \\"]],
  ["run $(a && b) `c | d`", ["run $(a && b)* `c | d`*"]],
  [`run $((1 + $X)) \${Y:-$(z)}`, [`run $((1 + $X))* \${Y:-$(z)}*`]],
  ["run `a $(b) c` d `e`", ["run `a $(b) c`* d `e`*"]],
  ["run <(a) >(b)", ["run <(a)* >(b)*"]],
  ["if [ -f x ]; then a; elif b; then c; else d; fi && e", ["[ -f x ] ;", "a ;", "b ;", "c ;", "d &&", "e"]],
  ["while true; do a; sleep 1; done", ["true ;", "a ;", "sleep 1 ;"]],
  ["for i in 1 2; do run $i; done", ["run $i* ;"]],
  ["for ((i=0;i<3;i++)); do run; done", ["run ;"]],
  ["case $A in x|y) a;; (*) b ;; esac; c", ["a ;;", "b ;", "c"]],
  ["f() { a; }; f", ["a ;", "f"]],
  ["[[ -n $A && $B < c ]] && d", ["[[ -n $A* $B* ]] &&", "d"]],
  ["! a", ["a"]],
  ["echo if then fi", ["echo if then fi"]],
  ["run $ $'a\\'b'", ["run $ a\\'b"]],
];

test("a command is taken apart as the shell would", async (t) => {
  for (const [text, expected] of commands) {
    await t.test(text, () => {
      const shell = parseShell(text);
      assert.deepEqual(shell.commands.map(describe), expected);
      assert.deepEqual(shell.errors, []);
    });
  }
});

const mistakes: readonly (readonly [string, string, string])[] = [
  ['echo "a', "double quote", '"a'],
  ["echo 'a", "single quote", "'a"],
  ["echo \"a $(b 'c", "single quote", "'c"],
  ["echo `a", "backtick", "`a"],
  ["echo $(a", "never closed", "$(a"],
  [`echo \${A`, "never closed", `\${A`],
  [`echo \${A:-\${B}`, "never closed", `\${A:-\${B}`],
  [`echo \${}`, "names no variable", `\${}`],
  ["a &&", "missing after", "&&"],
  ["a | ", "missing after", "| "],
  ["&& a", "missing before &&", "&&"],
  ["a && && b", "missing before &&", "&&"],
  ["a ; ; b", "missing before ;", ";"],
  ["(a", "never closed", "("],
  ["a)", "Nothing is open", ")"],
  ["echo (hi)", "quote it", "("],
  ["if a; then b", "fi is missing", "if"],
  ["while a; do b;", "done is missing", "while"],
  ["fi", "Nothing is open", "fi"],
  ["a ;; b", ";;", ";;"],
  ["cat <<EOF", "here-document", "<<EOF"],
  ["run >", "file is missing", ">"],
  ["(a) b", "operator is missing", "b"],
];

test("what the shell refuses is said, with its place", async (t) => {
  for (const [text, message, place] of mistakes) {
    await t.test(text, () => {
      const [first] = parseShell(text).errors;
      assert.ok(first, "no error");
      assert.match(first.message, new RegExp(message.replace(/[;&)(|]/g, "\\$&")));
      assert.equal(text.slice(first.start, first.end), place);
    });
  }
});

test("variables have their places, the inner ones too, and none is in single quotes", () => {
  const text = `A=$B run '$C' "$D" \${E:-$F} \${G} $1 $(h $I) $((J + $K)) \${L?no}`;
  const { variables } = parseShell(text);
  assert.deepEqual(
    variables.map(({ name, hasDefault, start, end }) => [name, hasDefault, text.slice(start, end)]),
    [
      ["B", false, "$B"],
      ["D", false, "$D"],
      ["E", true, `\${E:-$F}`],
      ["F", false, "$F"],
      ["G", false, `\${G}`],
      ["I", false, "$I"],
      ["K", false, "$K"],
      ["L", false, `\${L?no}`],
    ],
  );
});

test("tokens colour programs, options, strings, variables, operators, assignments and comments", () => {
  const text = "A=1 bin/web -p \"x $B\" --c=$D $(e 'f') > g && h # i";
  assert.deepEqual(
    parseShell(text).tokens.map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`),
    [
      "assignment A=",
      "program bin/web",
      "option -p",
      'string "x ',
      "variable $B",
      'string "',
      "option --c=",
      "variable $D",
      "operator $(",
      "program e",
      "string 'f'",
      "operator )",
      "operator >",
      "string g",
      "operator &&",
      "program h",
      "comment # i",
    ],
  );
});

const pieces = fc.constantFrom(
  ..."'\"`$\\(){}[]<>|&;#=-! \t\n\r".split(""),
  ...[
    "$(",
    `\${`,
    "$((",
    "))",
    "}",
    "&&",
    "||",
    ";;",
    "<<",
    "<(",
    "A=",
    "$A",
    `\${A:-`,
    "if ",
    " then ",
    "fi",
    "case x in ",
  ],
  ...["esac", "for i in ", "do ", "done", "[[ ", " ]]", "{ ", "word", "-o", "é", "\u{1f600}", "\ud800", "f()"],
);
const texts = fc.oneof(
  fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join("")),
  fc.string({ unit: "binary" }),
);

test("any text is read: tokens in order without overlaps, and everything within the text", () => {
  fc.assert(
    fc.property(texts, (text) => {
      const shell = parseShell(text);
      let last = 0;
      for (const { start, end } of shell.tokens) {
        assert.ok(start >= last && end > start && end <= text.length, `token ${start}-${end}`);
        last = end;
      }
      for (const { name, start, end } of shell.variables) assert.ok(text.slice(start, end).includes(name));
      for (const { start, end } of shell.errors) assert.ok(start >= 0 && end > start && start <= text.length);
      for (const { words, assignments, start, end } of shell.commands) {
        assert.ok(start <= end && end <= text.length);
        for (const word of words) assert.equal(text.slice(word.start, word.end), word.raw);
        for (const word of [...words, ...assignments]) assert.ok(word.start >= start && word.end <= end);
      }
    }),
    { numRuns: runs },
  );
});

test("a text without anything special is its own words", () => {
  const words = fc.array(fc.stringMatching(/^[a-z0-9_./:,@%^+~-]{1,12}$/), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(words, (list) => {
      const [first, ...others] = parseShell(`run ${list.join("  ")}`).commands;
      assert.deepEqual(
        first?.words.map(({ value }) => value),
        ["run", ...list],
      );
      assert.equal(others.length, 0);
    }),
    { numRuns: 300 },
  );
});

test("a line of megabytes is read in linear time, whatever it repeats", async (t) => {
  const repeated = [
    "a ",
    "'",
    '"',
    "$(",
    `\${A:-`,
    "`",
    "(",
    "{ ",
    "()",
    "$((",
    "> ",
    "& ",
    "case x in ",
    "{ () ",
    '"$(',
    "\\",
    "A=",
    "$(",
  ];
  for (const piece of repeated) {
    await t.test(JSON.stringify(piece), () => {
      const began = performance.now();
      parseShell(piece.repeat(1_000_000 / piece.length));
      const took = performance.now() - began;
      assert.ok(took < 5000, `${took} ms`);
    });
  }
});

function describe({
  assignments,
  words,
  background,
  operator,
}: ReturnType<typeof parseShell>["commands"][number]): string {
  const parts = [
    ...assignments.map(({ name, value }) => `${name}=${value.value}`),
    ...words.map(({ value, dynamic }) => `${value}${dynamic ? "*" : ""}`),
    operator,
    background ? "(background)" : "",
  ];
  return parts.filter((part) => part !== "").join(" ");
}
