import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { before, test } from "node:test";
import type { IGrammar, IRawGrammar } from "vscode-textmate";

const require = createRequire(import.meta.url);
const textmate: typeof import("vscode-textmate") = require("vscode-textmate");
const oniguruma: typeof import("vscode-oniguruma") = require("vscode-oniguruma");

const file = new URL("../../../media/syntaxes/procfile.tmLanguage.json", import.meta.url);
const source = readFileSync(file, "utf8");

/** As much of VS Code's shell grammar as matters: a string that goes on over lines when it is not closed. */
const shell = textmate.parseRawGrammar(
  JSON.stringify({
    scopeName: "source.shell",
    patterns: [
      { name: "string.quoted.double.shell", begin: '"', end: '"' },
      { name: "string.quoted.single.shell", begin: "'", end: "'" },
      { name: "comment.line.shell", match: "(?<=\\s)#.*$" },
    ],
  }),
  "shell.json",
);

interface Token {
  readonly text: string;
  readonly scopes: readonly string[];
}

let withShell: IGrammar;
let alone: IGrammar;

before(async () => {
  const wasm = readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm"));
  await oniguruma.loadWASM(wasm);
  withShell = await load(shell);
  alone = await load(undefined);
});

async function load(shellGrammar: IRawGrammar | undefined): Promise<IGrammar> {
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async (scope) =>
      scope === "source.shell" ? shellGrammar : textmate.parseRawGrammar(source, "procfile.json"),
  });
  const grammar = await registry.loadGrammar("source.heroku-procfile");
  assert.ok(grammar);
  return grammar;
}

function tokenize(grammar: IGrammar, text: string): Token[][] {
  let state = textmate.INITIAL;
  return text.split("\n").map((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    return tokens.map(({ startIndex, endIndex, scopes }) => ({ text: line.slice(startIndex, endIndex), scopes }));
  });
}

function scopesOf(tokens: readonly Token[], text: string): readonly string[] {
  const found = tokens.find((token) => token.text === text);
  assert.ok(found, `no token ${text} in ${tokens.map((token) => token.text).join("|")}`);
  return found.scopes.map((scope) => scope.replace(/\.heroku-procfile$/, ""));
}

const samples: [line: string, expected: Record<string, string>][] = [
  ["# how it starts", { "#": "punctuation.definition.comment", " how it starts": "comment.line.number-sign" }],
  ["   # indented", { " indented": "comment.line.number-sign" }],
  [
    "web: node server.js -p $PORT",
    {
      web: "entity.name.function.process.web",
      ":": "punctuation.separator.colon",
      "node server.js -p ": "meta.embedded.line.command",
      $: "punctuation.definition.variable",
      PORT: "variable.other.config-var",
    },
  ],
  ["release: rake db:migrate", { release: "keyword.control.process.release" }],
  ["worker: x", { worker: "entity.name.type.process" }],
  ["web-2: x", { "web-2": "entity.name.type.process" }],
  ["website: x", { website: "entity.name.type.process" }],
  ["web:x", { web: "entity.name.function.process.web", x: "meta.embedded.line.command" }],
  ["web : x", { web: "entity.name.function.process.web" }],
  ["worker: echo $" + "{QUEUE}", { "${": "punctuation.definition.variable", QUEUE: "variable.other.config-var" }],
  ["worker: echo \\$HOME", { "echo \\$HOME": "meta.embedded.line.command" }],
];

for (const [line, expected] of samples) {
  for (const kind of ["with a shell", "without a shell"]) {
    test(`${line} (${kind})`, () => {
      const tokens = tokenize(kind === "with a shell" ? withShell : alone, line)[0] ?? [];
      for (const [text, scope] of Object.entries(expected)) assert.ok(scopesOf(tokens, text).includes(scope), text);
      assert.equal(tokens.map(({ text }) => text).join(""), line);
    });
  }
}

test("a quote that is left open ends with its line", () => {
  const [first = [], second = []] = tokenize(withShell, 'web: sh -c "oops\nworker: node x.js');
  assert.ok(scopesOf(first, "oops").includes("string.quoted.double.shell"));
  assert.deepEqual(scopesOf(second, "worker"), ["source", "entity.name.type.process"]);
});

test("a variable stands out in double quotes and outside, not in single quotes or a comment", () => {
  const line = (text: string): Token[] => tokenize(withShell, text)[0] ?? [];
  assert.ok(scopesOf(line('web: sh -c "run $PORT"'), "PORT").includes("variable.other.config-var"));
  assert.ok(scopesOf(line("web: sh -c 'run $PORT'"), "run $PORT").includes("string.quoted.single.shell"));
  assert.ok(scopesOf(line("web: run # $PORT"), "# $PORT").includes("comment.line.shell"));
});

test("a line that is no process has no colour of its own", () => {
  const [tokens = []] = tokenize(withShell, "web node server.js");
  assert.deepEqual(scopesOf(tokens, "web node server.js"), ["source"]);
});

test("every scope is the grammar's own, so that it can be told from another extension's", () => {
  const names = [...source.matchAll(/"(?:name|contentName)": "([^"]+\.[^"]+)"/g)].map(([, name]) => name ?? "");
  assert.ok(names.length > 10);
  for (const name of names) assert.match(name, /\.heroku-procfile$/);
});
