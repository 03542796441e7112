import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { DocumentSymbol } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { appJsonCodeActions } from "../../../../src/language-server/app-json/code-actions.ts";
import { appJsonDefinition, appJsonReferences } from "../../../../src/language-server/app-json/definition.ts";
import { appJsonHover } from "../../../../src/language-server/app-json/hover.ts";
import { appJsonSymbols } from "../../../../src/language-server/app-json/symbols.ts";
import { contextOf } from "./context.ts";

function hover(marked: string): string {
  const { context, position } = contextOf(marked);
  const contents = appJsonHover(context, position)?.contents;
  return typeof contents === "object" && "value" in contents ? contents.value : "";
}

describe("hover in app.json", () => {
  const rows: readonly [name: string, marked: string, words: readonly RegExp[]][] = [
    ["a key", '{ "for|mation": {} }', [/How many dynos/]],
    ["a process type", '{ "formation": { "we|b": {} } }', [/npm start/, /On calm-river: 2 × Standard-1X/]],
    [
      "a process type of an environment",
      '{ "environments": { "test": { "formation": { "|web": {} } } } }',
      [/npm start/],
    ],
    ["a process type that is missing", '{ "formation": { "we|bb": {} } }', [/does not have/]],
    [
      "a config var",
      '{ "env": { "API_|TOKEN": {} } }',
      [/src\/api\.js:4/, /file:\/\/\/project\/src\/other\.js#L10/, /Set in \.env\. Set on calm-river/],
    ],
    ["a size in any case", '{ "formation": { "web": { "size": "Standard|-2X" } } }', [/`standard-2x`: 1 GB/]],
    ["a plan", '{ "addons": ["heroku-redis:|mini"] }', [/Key-Value Store/]],
    ["a stack", '{ "stack": "heroku|-22" }', [/30 April 2027/]],
    ["required", '{ "env": { "A": { "req|uired": true } } }', [/False when/]],
  ];
  for (const [name, marked, words] of rows) {
    it(`over ${name}`, () => {
      for (const word of words) assert.match(hover(marked), word);
    });
  }

  it("never shows a value", () => {
    assert.doesNotMatch(hover('{ "env": { "API_|TOKEN": "hidden-value" } }'), /hidden-value/);
    assert.doesNotMatch(hover('{ "env": { "API_TOKEN": "hidden|-value" } }'), /hidden-value/);
  });

  it("is none in another tool's file and between things", () => {
    assert.equal(hover('{ "expo": { "na|me": 1 } }'), "");
    assert.equal(hover("|"), "");
  });
});

describe("places of app.json", () => {
  const locate = (marked: string) => {
    const { context, position } = contextOf(marked);
    return appJsonDefinition(context, position).map(({ uri, range }) => `${uri.slice(16)}:${range.start.line}`);
  };
  const refer = (marked: string, includeDeclaration: boolean) => {
    const { context, position } = contextOf(marked);
    return appJsonReferences(context, position, includeDeclaration).map(
      ({ uri, range }) => `${uri.slice(16)}:${range.start.line}`,
    );
  };

  it("lead from a process type to the Procfile", () =>
    assert.deepEqual(locate('{ "formation": { "wor|ker": {} } }'), ["Procfile:1"]));
  it("lead from a config var to .env", () => assert.deepEqual(locate('{ "env": { "API|_TOKEN": "" } }'), [".env:1"]));
  it("lead from a config var to code when .env lacks it", () =>
    assert.deepEqual(locate('{ "env": { "POR|T": "" } }'), ["src/server.js:0"]));
  it("lead from a command to package.json", () => {
    assert.deepEqual(locate('{ "scripts": { "postdeploy": "npm run se|ed" } }'), ["package.json:5"]);
    assert.deepEqual(locate('{ "scripts": { "postdeploy": { "command": "npm run se|ed" } } }'), ["package.json:5"]);
  });
  it("lead nowhere from elsewhere", () => {
    assert.deepEqual(locate('{ "na|me": "web" }'), []);
    assert.deepEqual(locate('{ "formation": { "clo|ck": {} } }'), []);
  });

  it("are all that use a name", () => {
    const manifest = '{ "formation": { "we|b": {} },\n"environments": { "test": { "formation": { "web": {} } } } }';
    assert.deepEqual(refer(manifest, true), ["app.json:0", "app.json:1", "Procfile:0"]);
    assert.deepEqual(refer(manifest, false), ["Procfile:0"]);
    assert.deepEqual(refer('{ "env": { "API_T|OKEN": "" } }', true), [
      "app.json:0",
      ".env:1",
      "src/api.js:3",
      "src/other.js:9",
    ]);
  });
});

describe("the outline of app.json", () => {
  const flat = (symbols: readonly DocumentSymbol[]): unknown[] =>
    symbols.map(({ name, detail, children = [] }) => [
      name,
      detail ?? "",
      ...(children.length > 0 ? [flat(children)] : []),
    ]);

  it("has keys, entries and short values, but no config var's value", () => {
    const text = JSON.stringify({
      name: "Shop",
      env: { TOKEN: "hidden", LONG: { value: "hidden" } },
      formation: { web: { quantity: 2, size: "basic" } },
      addons: ["scheduler", { plan: "heroku-redis:mini" }],
      environments: { test: { env: { A: "hidden" } } },
    });
    const symbols = appJsonSymbols(contextOf(text).context);
    assert.deepEqual(flat(symbols), [
      ["name", "Shop"],
      [
        "env",
        "",
        [
          ["TOKEN", ""],
          ["LONG", ""],
        ],
      ],
      ["formation", "", [["web", "2 × basic"]]],
      [
        "addons",
        "",
        [
          ["scheduler", ""],
          ["heroku-redis:mini", ""],
        ],
      ],
      ["environments", "", [["test", "", [["env", "", [["A", ""]]]]]]],
    ]);
    assert.doesNotMatch(JSON.stringify(symbols), /hidden/);
  });

  it("never throws on what is half typed", () => {
    for (const text of ["", "{", '{ "', '{ "a', '{ "a":', '{ "": { "": [', "[1,", "[".repeat(100_000)])
      appJsonSymbols(contextOf(text).context);
  });
});

describe("code actions in app.json", () => {
  it("fix what is marked, and everything that is safe", () => {
    const { context } = contextOf('{ "formation": { "web": { "quantity": "1", }, }, "stack": "heroku-20" }');
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 80 } };
    const actions = appJsonCodeActions(context, { range, context: { diagnostics: [] } });
    const titles = actions.map(({ title }) => title);
    for (const title of ["Change to 1", "Remove the comma", "Change to heroku-26", "Fix all problems with a safe fix"])
      assert.ok(titles.includes(title), titles.join("; "));
    assert.ok(!titles.some((title) => title.startsWith("Silence")));
  });

  const additions = (text: string) => {
    const { context } = contextOf(text);
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    return appJsonCodeActions(context, { range, context: { diagnostics: [] } })
      .filter(({ kind }) => kind === "refactor")
      .map(({ title, edit }) => {
        const edits = edit?.changes?.[context.uri] ?? [];
        return [title, JSON.parse(TextDocument.applyEdits(context.text, edits))];
      });
  };

  it("add the process types and config vars of the project", () => {
    const web = { quantity: 2, size: "standard-1x" };
    const worker = { quantity: 1, size: "basic" };
    const vars = {
      API_TOKEN: { description: "Read in src/api.js." },
      SESSION_SECRET: { description: "", generator: "secret" },
      STRIPE_KEY: { description: "" },
    };
    assert.deepEqual(additions('{\n  "name": "x"\n}\n'), [
      ["Add 2 process types to formation", { name: "x", formation: { web, worker } }],
      ["Add 3 config vars to env", { name: "x", env: vars }],
    ]);
    const { STRIPE_KEY, ...others } = vars;
    assert.deepEqual(additions(JSON.stringify({ formation: { web: {} }, env: others })), [
      ["Add worker to formation", { formation: { web: {}, worker }, env: others }],
      ["Add STRIPE_KEY to env", { formation: { web: {} }, env: { ...others, STRIPE_KEY } }],
    ]);
  });

  it("add nothing to a text that is not JSON", () => assert.deepEqual(additions('{ "env": {}, }'), []));
});
