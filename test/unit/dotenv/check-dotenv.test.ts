import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { applyEdits as apply } from "../../../src/dotenv/apply-edits.ts";
import { checkDotenv } from "../../../src/dotenv/check-dotenv.ts";
import { parseDotenv } from "../../../src/dotenv/parse-dotenv.ts";
import { rules } from "../../../src/dotenv/rules.ts";
import type { Problem } from "../../../src/language/problem.ts";
import {
  type ManifestVariable,
  noFacts,
  noSurroundings,
  type Surroundings,
} from "../../../src/language/project-facts.ts";

const cases: [name: string, text: string, codes: string][] = [
  [
    "an ordinary file",
    "# local\nDATABASE_URL=postgres://localhost/app?a=1&b=2\nPORT=5000\n\nNAME=\"My App\"\nEMPTY=\nQ='x y'\n",
    "",
  ],
  ["nothing", "", ""],
  ["CRLF", "A_KEY=1\r\nB_KEY='x'\r\n", ""],
  ["a base64 value", "KEY=aGVsbG8=\n", ""],
  ["JSON in single quotes", "KEY='{\"a\":1}'\n", ""],
  ["a byte order mark", "\uFEFFKEY=1\n", "env-byte-order-mark"],
  ["carriage returns", "KEY=1\rFOO=2\r", "env-cr-line-end"],
  ["JSON", '{\n"a": 1}\n', "env-json"],
  ["a merge", "<<<<<<< HEAD\nAAA=1\n=======\nBBB=2\n>>>>>>> x\n", "env-merge-marker env-merge-marker env-merge-marker"],
  ["a bare key", "KEY\n", "env-not-an-entry"],
  ["a key in PEM form without quotes", "KEY=-----BEGIN\nabc/+\ndef\n", "env-not-an-entry"],
  ["64 KB in all", `AAA=${"x".repeat(40_000)}\nBBB=${"y".repeat(40_000)}\nCCC=1\n`, "env-too-large"],
  ["64 KB in one", `AAA=${"é".repeat(33_000)}\n`, "env-too-large"],
  ["a duplicate", "KEY=1\nFOO=2\nKEY=3\n", "env-duplicate-key"],
  ["a dash", "A-B=1\n", "env-invalid-key"],
  ["a letter beyond ASCII", "ÄKEY=1\n", "env-invalid-key"],
  ["a digit first", "1KEY=1\n", "env-digit-first"],
  ["lower case", "key=1\nhttp_proxy=x\nLogging__Level=x\n", "env-lower-case-key"],
  ["indentation", "  KEY=1\n", "env-indented-key"],
  ["export", "export KEY=1\n", "env-export"],
  ["YAML", "KEY: 1\n", "env-yaml-style"],
  ["a space before =", "KEY =1\n", "env-space-at-separator"],
  ["a space behind =", "KEY= 1\n", "env-space-at-separator"],
  ["a comment behind a value", "KEY=1 # no\n", "env-inline-comment"],
  ["a comment behind no value", "KEY= # no\n", "env-inline-comment"],
  ["a comment behind quotes", "KEY='1' # no\n", "env-inline-comment"],
  ["# in a value", "KEY=a#b\n", "env-hash"],
  ["# in quotes", "KEY='a#b'\n", ""],
  ["space at the end", "KEY=1 \n", "env-trailing-space"],
  ["space behind quotes", "KEY='1'\t\n", "env-trailing-space"],
  ["an open quote", "KEY='1\n", "env-unclosed-quote"],
  ["a quote hidden by a backslash", 'DIR="C:\\dir\\"\n', "env-unclosed-quote"],
  ["an apostrophe", "KEY=it's\n", ""],
  ["text behind quotes", 'KEY="a"b\n', "env-text-after-quote"],
  ["backticks", "KEY=`a`\n", "env-backtick-quote"],
  ["two lines", 'KEY="a\nb"\n', "env-multi-line-value"],
  ["a space", "KEY=a b\n", "env-unquoted-space"],
  ["a backslash", "KEY=c:\\new\n", "env-backslash"],
  ["an escape", 'KEY="a\\nb"\n', "env-backslash"],
  ["a variable", "KEY=$HOME/x\n", "env-interpolation"],
  ["a variable in braces and quotes", `KEY="\${HOME}"\n`, "env-interpolation"],
  ["a dollar in single quotes", "KEY='$HOME$(id)'\n", ""],
  ["a dollar that is none", "KEY=a$\nFOO=$5\n", ""],
  ["a command", "KEY=$(id)\n", "env-command-substitution"],
  ["a command in backticks", 'KEY="`id`"\n', "env-command-substitution"],
  ["a short line", "A=\n", "env-short-line"],
  ["a port", "PORT=http\n", "env-port"],
  ["no port", "PORT=\n", "env-port"],
  ["silenced above", "# heroku-workbench-disable-next-line env-export\nexport A_KEY=1\nexport B_KEY=1\n", "env-export"],
  ["silenced in the file", "# heroku-workbench-disable env-export env-hash\nexport A_KEY=a#1\n", ""],
];

for (const [name, text, codes] of cases) {
  test(`problems of ${name}`, () => assert.equal(codesOf(check(text)), codes));
}

const fixed: [text: string, result: string][] = [
  ["\uFEFFKEY=1\n", "KEY=1\n"],
  ["KEY=1\rFOO=2\r", "KEY=1\nFOO=2\n"],
  ["KEY\n", 'KEY=""\n'],
  ["KEY=1\nFOO=2\nKEY=3\n", "FOO=2\nKEY=3\n"],
  ["  KEY=1\n", "KEY=1\n"],
  ["export \tKEY=1\n", "KEY=1\n"],
  ["KEY: 1\n", "KEY=1\n"],
  ["KEY:\n", "KEY=\n"],
  ["KEY \t= 1\n", "KEY=1\n"],
  ["FOO=2\r\nKEY=1 # why\r\n", "FOO=2\r\n# why\r\nKEY=1\r\n"],
  ["KEY=a#b\n", 'KEY="a#b"\n'],
  ["KEY=1 \t\n", "KEY=1\n"],
  ["KEY=a b\n", 'KEY="a b"\n'],
  ["KEY=`a`\n", 'KEY="a"\n'],
  ["KEY='1\n", "KEY='1'\n"],
  ['DIR="C:\\dir\\"\n', "DIR='C:\\dir\\'\n"],
  ['KEY="a\r\nb \\" c"\n', 'KEY="a\\nb \\" c"\n'],
  ["KEY=$(id)\n", "KEY='$(id)'\n"],
  ["A=\n", 'A=""\n'],
];

for (const [text, result] of fixed) {
  test(`the first fix of ${JSON.stringify(text)}`, () => {
    assert.equal(apply(text, check(text)[0]?.fixes?.[0]?.edits ?? []), result);
  });
}

test("a variable that the file sets is a warning, another an information", () => {
  assert.deepEqual(
    check("KEY=$FOO\nFOO=1\n").map(({ severity }) => severity),
    ["warning"],
  );
  assert.deepEqual(
    check("KEY=$BAR\nFOO=1\n").map(({ severity }) => severity),
    ["information"],
  );
});

test("a duplicate names the line that counts", () => {
  const [problem] = check("KEY=1\nKEY=2\nKEY=3\n");
  assert.match(problem?.message ?? "", /^Line 3 /);
  assert.equal(problem?.related?.[0]?.range.start.line, 2);
});

const secret = "q7Zt0Lx93KfB2mWcRv8N";

const tracked = { ...noFacts, trackedDotenvFiles: new Set([".env", ".env.example", ".env.test"]) };
const projects: [name: string, file: string, text: string, codes: string][] = [
  ["a tracked secret", ".env", `FOO=1\nAPI_KEY=${secret}\n`, "env-secret-in-git"],
  [
    "a tracked file without secrets",
    ".env",
    "PORT=5000\nPASSWORD=\nAPI_KEY=your-api-key-here\nNEXT_PUBLIC_KEY=abcdefgh12345\n",
    "",
  ],
  ["a tracked file for tests", ".env.test", "PASSWORD=correct-horse\n", ""],
  ["a tracked file for tests with a real secret", ".env.test", `API_KEY=${secret}\n`, "env-secret-in-git"],
  ["a secret that git does not track", ".env.local", `API_KEY=${secret}\n`, ""],
  ["an example with a secret", ".env.example", `API_KEY=${secret}\n`, "env-secret-in-example"],
  [
    "an example with placeholders",
    ".env.example",
    "API_KEY=changeme-please\nDATABASE_URL=postgres://user:password@localhost:5432/app\nSECRET=xxxxxxxxxxxxxxxx1\n",
    "",
  ],
  [
    "a database on another machine",
    ".env.example",
    "DATABASE_URL=postgres://u:p9f8e7d6c5b4@ec2-1-2.compute.amazonaws.com/d\n",
    "env-secret-in-example",
  ],
  ["direnv", ".envrc", "export A=$(id)\n", ""],
  ["flask", "api/.flaskenv", "export A=1\n", ""],
  ["docker", "docker-compose.env", "A\n", ""],
];

for (const [name, file, text, codes] of projects) {
  test(`problems of ${name}`, () => assert.equal(codesOf(check(text, { file, facts: tracked })), codes));
}

const runnersOnly =
  'export A_KEY=1\nB_KEY=1 # why\nC_KEY = 1\nD_KEY= 1\n E_KEY=1\nF_KEY=1 \nG_KEY=a b\nH_KEY="$A_KEY"\nI_KEY="a\nb"\n';
const run = { ...noFacts, complete: true, processTypes: new Map() };
const severities: [file: string, facts: typeof noFacts, severities: string][] = [
  [".env", run, "warning information"],
  ["api/.env", run, "warning information"],
  [".env", { ...noFacts, complete: true }, "information"],
  [".env", noFacts, "warning information"],
  [".env.example", run, "hint"],
  [".env.test", run, "hint"],
  ["sample.env", { ...noFacts, complete: true }, "hint"],
];

for (const [file, facts, expected] of severities) {
  test(`what only runners mind is ${expected} in ${file} ${facts.processTypes ? "beside a Procfile" : ""}`, () => {
    const found = check(runnersOnly, { file, facts });
    assert.equal(found.length, 9);
    assert.equal([...new Set(found.map(({ severity }) => severity))].join(" "), expected);
  });
}

test("generated text in an example is an information, a key of a known kind a warning", () => {
  const text = `JWT_SECRET=4f9d2c7be01a6385d4c2b1907fe6a35d\nSTRIPE_KEY=sk_live_${secret}\n`;
  assert.deepEqual(
    check(text, { file: ".env.example" }).map(({ severity }) => severity),
    ["information", "warning"],
  );
});

test("PORT is looked at where runners look for it", () => {
  const found = [".env", "api/.env", ".env.example", ".env.test"].map((file) => codesOf(check("PORT=\n", { file })));
  assert.deepEqual(found, ["env-port", "env-port", "", ""]);
});

const place = { file: "app.json", range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } } };
const required: ManifestVariable = {
  description: undefined,
  value: undefined,
  required: true,
  generated: false,
  place,
};
const env = new Map<string, ManifestVariable>([
  ["NEEDED", required],
  ["ALSO", required],
  ["OPTIONAL", { ...required, required: false }],
  ["GENERATED", { ...required, generated: true }],
  ["GIVEN", { ...required, value: "x" }],
]);
const withManifest = { ...noFacts, manifest: { env, formation: new Map() } };

test("keys that app.json requires are added at the end", () => {
  const text = "FOO=1\r\nALSO=";
  const [missing, empty] = check(text, { file: ".env", facts: withManifest });
  assert.equal(
    codesOf([missing, empty].filter((problem) => problem !== undefined)),
    "env-missing-required env-empty-required",
  );
  assert.match(missing?.message ?? "", /NEEDED\.$/);
  assert.equal(apply(text, missing?.fixes?.[0]?.edits ?? []), 'FOO=1\r\nALSO=\r\nNEEDED=""\r\n');
  const nothing = check("", { file: ".env", facts: withManifest })[0]?.fixes?.[0];
  assert.equal(apply("", nothing?.edits ?? []), 'NEEDED=""\nALSO=""\n');
});

test("only the root's .env is compared with app.json and the app", () => {
  const more = { facts: withManifest, appConfigVars: new Set(["FOO"]), appName: "shop" };
  for (const file of [".env.example", ".env.test", "api/.env"])
    assert.deepEqual(check("BAR=1\n", { file, ...more }), []);
});

test("keys that the linked app lacks", () => {
  const surroundings = { file: ".env", appConfigVars: new Set(["FOO"]), appName: "shop" };
  const [problem, ...others] = check("FOO=1\nPORT=5000\nBAR=2\n", surroundings);
  assert.match(problem?.message ?? "", /shop has no config var BAR/);
  assert.deepEqual([problem?.severity, others.length], ["hint", 0]);
});

test("every rule but those of JSON is found by a case, and no message holds a value", () => {
  const seen = new Set(
    [...cases, ...projects.map(([name, , text, codes]) => [name, text, codes])].flatMap(
      ([, , codes]) => codes?.split(" ") ?? [],
    ),
  );
  const byFacts = ["env-missing-required", "env-empty-required", "env-not-on-app"];
  assert.deepEqual(
    rules.map(({ code }) => code as string).filter((code) => !seen.has(code) && !byFacts.includes(code)),
    [],
  );
  for (const { message } of check(`API_KEY=${secret}\n`, { file: ".env", facts: tracked }))
    assert.ok(!message.includes(secret));
});

const numRuns = Number(process.env["HEROKU_WORKBENCH_FUZZ"] ?? 1000);
const piece = fc.constantFrom(
  ..."AB1=:'\"`#\\$ \t.-(){}&;\r\n\uFEFFé\u2028",
  "export ",
  "\nFOO=",
  "\nk: ",
  "$(",
  `\${A}`,
);
const texts = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(""));

test("any text can be checked, and what is found lies inside it", () => {
  fc.assert(
    fc.property(texts, (text) => {
      const lines = text.split(/\r\n|\n|\r/);
      for (const { range } of check(text, { file: ".env", facts: withManifest })) {
        assert.ok(range.end.character <= (lines[range.end.line]?.length ?? -1));
      }
    }),
    { numRuns },
  );
});

test("safe fixes of any text leave nothing of what they fix", () => {
  fc.assert(
    fc.property(texts, (text) => {
      const [problem] = check(text).filter(({ fixes }) => fixes?.[0]?.safe);
      if (!problem) return;
      const result = apply(text, problem.fixes?.[0]?.edits ?? []);
      const count = (problems: readonly Problem[]) => problems.filter(({ code }) => code === problem.code).length;
      assert.ok(count(check(result)) < count(check(text)), JSON.stringify([text, result, problem.code]));
    }),
    { numRuns },
  );
});

test("10 000 lines with a problem each take well under a second", () => {
  const text = "key = it's $HOME # c\n".repeat(10_000);
  const started = performance.now();
  check(text);
  assert.ok(performance.now() - started < 1500);
});

function check(text: string, surroundings: Partial<Surroundings> = {}): Problem[] {
  return checkDotenv(text, parseDotenv(text), { ...noSurroundings, ...surroundings });
}

function codesOf(problems: readonly Problem[]): string {
  return problems.map(({ code }) => code).join(" ");
}
