import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { findUses } from "../../../../src/project/config-vars/find-uses.ts";
import { findMarks } from "../../../../src/project/marks.ts";

const cases: readonly [file: string, text: string, names: string][] = [
  ["a.js", "process.env.PORT || process.env['HOST']", "PORT HOST"],
  ["a.ts", 'process.env?.PORT; process.env["A"]; process.env[`B`]', "PORT A B"],
  ["a.mjs", "const { A, B: b, C = '3', D: { e } = {}, ...rest } = process.env;", "A B C D"],
  ["a.ts", "const {\n  A,\n  'B': b,\n} = process.env as Env;", "A B"],
  ["a.js", "const { A } = process.env.NESTED", "NESTED"],
  ["a.js", "const { A } = process.environment", ""],
  ["a.ts", "import.meta.env.VITE_X", ""],
  ["a.js", "// process.env.OLD\n * process.env.DOC\nprocess.env.NEW", "NEW"],
  ["a.ts", "Bun.env.A; Deno.env.get('B')", "A B"],
  ["a.js", "process.env[name]; process.env[`X$" + "{y}`]", ""],
  ["a.rb", "ENV['A']; ENV[\"B\"]; ENV.fetch('C') { 1 }; ENV.fetch \"D\"; ENV.key?('E')", "A B C D E"],
  ["config/database.yml", "url: <%= ENV['DATABASE_URL'] %>\n# ENV['NO']", "DATABASE_URL"],
  ["Rakefile", "task(:a) { ENV['A'] }", "A"],
  ["config/puma.rb", 'threads ENV.fetch("RAILS_MAX_THREADS", 5)', "RAILS_MAX_THREADS"],
  ["a.py", "os.environ['A']; os.environ.get(\"B\"); os.getenv('C', 1); getenv('D')", "A B C D"],
  ["a.py", "if 'A' in os.environ: env.str('B'); env('C'); config('D'); config('lower')", "A B C D"],
  ["A.java", 'System.getenv("A"); System.getenv().get("B")', "A B"],
  ["a.kt", 'System.getenv("A") ?: System.getenv()["B"]', "A B"],
  ["a.clj", '(System/getenv "A")', "A"],
  ["a.scala", 'sys.env("A"); sys.env.getOrElse("B", "")', "A B"],
  ["a.go", 'os.Getenv("A"); os.LookupEnv("B"); type C struct { D string `env:"E,required"` }', "A B E"],
  ["a.php", "getenv('A'); env('B', 1); $_ENV['C'];", "A B C"],
  ["a.ex", 'System.get_env("A"); System.fetch_env!("B")', "A B"],
  ["a.cs", 'Environment.GetEnvironmentVariable("A")', "A"],
  ["a.rs", 'std::env::var("A"); env::var_os("B"); env!("CARGO")', "A B"],
  ["src/main/resources/application.properties", "server.port=$" + "{PORT:8080}\na=$" + "{b.c}", "PORT"],
  ["README.md", "process.env.A", ""],
  ["a.min.js", "process.env.A", ""],
  ["a.d.ts", "process.env.A", ""],
];
for (const [file, text, names] of cases) {
  test(`${file}: ${text}`, () =>
    assert.equal(
      findUses(file, text)
        .map(({ name }) => name)
        .join(" "),
      names,
    ));
}

test("the place is that of the name", () => {
  const text = 'a\r\nb = 1\rconst { A: process } = process.env; process.env["B"]\n';
  assert.deepEqual(findUses("a.js", text), [
    { name: "A", place: place(2, 8, 9) },
    { name: "B", place: place(2, 49, 50) },
  ]);
  const [inEnviron] = findUses("a.py", '"environ" in os.environ');
  assert.deepEqual(inEnviron?.place.range.start, { line: 0, character: 1 });
});

function place(line: number, start: number, end: number) {
  return { file: "a.js", range: { start: { line, character: start }, end: { line, character: end } } };
}

const files = ["a.js", "a.rb", "a.py", "A.java", "a.go", "a.php", "a.ex", "a.cs", "a.rs", "application.properties"];
const piece = fc.constantFrom(
  "process.env",
  ".A",
  "['",
  "']",
  "{",
  "}",
  " = ",
  "ENV",
  "env(",
  '"X"',
  "\n",
  "\r",
  " in ",
  "os.environ",
  "é",
);

test("any text is read, and each place holds its name", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(piece, { maxLength: 60 }).map((all) => all.join("")),
  );
  const numRuns = Number(process.env["HEROKU_WORKBENCH_FUZZ"] ?? 1000);
  fc.assert(
    fc.property(fc.constantFrom(...files), text, (file, source) => {
      const lines = source.split(/\r\n|\n|\r/);
      for (const {
        name,
        place: { range },
      } of findUses(file, source)) {
        assert.equal(lines[range.start.line]?.slice(range.start.character, range.end.character), name);
      }
    }),
    { numRuns },
  );
});

// Twice as long takes about twice the time, so the largest file that is read stays in the tens of milliseconds.
const hostile = [
  "}",
  "{ ",
  "} = process.env;",
  "process.env[ ",
  "getenv(",
  '"a',
  '"a"   ',
  "env('",
  "ENV.fetch ( ",
  "in in ",
];
for (const part of hostile) {
  test(`half a megabyte of ${part} is read in time`, () => {
    const source = `process.env ENV env _env sys.env ${part.repeat(500_000 / part.length)}`;
    for (const file of files) {
      const started = performance.now();
      findUses(file, source);
      findMarks(file, source);
      assert.ok(performance.now() - started < 1000, `${file} took ${performance.now() - started} ms`);
    }
  });
}
