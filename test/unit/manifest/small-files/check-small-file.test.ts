import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import {
  noFacts,
  noSurroundings,
  type ProjectFacts,
  type Surroundings,
} from "../../../../src/language/project-facts.ts";
import { checkSmallFile } from "../../../../src/manifest/small-files/check-small-file.ts";
import { smallFileRules } from "../../../../src/manifest/small-files/rules.ts";
import { applyEdits } from "../apply-edits.ts";
import { procfile } from "../faulty-manifests.ts";

const runs = Number(process.env["HEROKU_WORKBENCH_FUZZ"] ?? 500);

/** `code@line:column-column` of each problem; columns from 0. */
type Row = [file: string, text: string, problems: string[], fixed?: string];

const group = '[_]\nschema-version = "0.2"\n\n[[io.buildpacks.group]]\n';

const rows: Row[] = [
  [".slugignore", "", []],
  [".slugignore", "# comment\n*.psd\n/test\nspec/\ndocs/**/*.pdf\n", []],
  [".slugignore", "*.psd\n!keep.psd\n", ["slugignore-negation@1:0-9"], "*.psd\n"],
  [".slugignore", "  !a", ["slugignore-negation@0:2-4"]],
  [".slugignore", "\\!a\n#!b", []],
  [".slugignore", "Procfile", ["slugignore-needed-file@0:0-8"]],
  [".slugignore", "/package.json\r\n", ["slugignore-needed-file@0:0-13"], ""],
  [".slugignore", "*.json", ["slugignore-needed-file@0:0-6"]],
  [".slugignore", "*.md\n*.txt", ["slugignore-needed-file@1:0-5"]],
  [".slugignore", "test/package.json\nProcfile.dev\npackage-lock.json\n*.test.js", []],
  [".slugignore", "\uFEFF*.psd", ["slugignore-byte-order-mark@0:0-1"], "*.psd"],
  [".slugignore", "# heroku-workbench-disable-next-line slugignore-negation\n!a", []],
  [".foreman", "", []],
  [".foreman", "# nothing", []],
  [".foreman", "formation: web=1,worker=2\nport: 15000\n", []],
  [".foreman", "formation: all=1, web=2\nprocfile: Procfile.dev\nenv: .env,.env.local\ntimeout: 10\ncolor: true\n", []],
  [".foreman", 'port: "5000"', []],
  [".foreman", "port: abc", ["foreman-options-value@0:6-9"]],
  [".foreman", "port: 70000", ["foreman-options-value@0:6-11"]],
  [".foreman", "formation:\n  web: 1\n", ["foreman-options-value@1:2-0"]],
  [".foreman", "formation: { web: 1, worker: 2 }", ["foreman-options-value@0:11-32"], "formation: web=1,worker=2"],
  [".foreman", "formation: web", ["foreman-options-value@0:11-14"]],
  [".foreman", "formation: web=1,jobs=1", ["foreman-options-process-type@0:11-23"]],
  [".foreman", "prot: 5000", ["foreman-options-key@0:0-4"], "port: 5000"],
  [".foreman", "--port: 5000", ["foreman-options-key@0:0-6"], "port: 5000"],
  [".foreman", "- port", ["foreman-options-syntax@0:0-6"]],
  [".foreman", "port: [", ["foreman-options-syntax@0:7-7"]],
  ["runtime.txt", "python-3.13.1\n", ["runtime-txt-deprecated@0:0-13"]],
  ["runtime.txt", "3.12", []],
  ["runtime.txt", "ruby-2.0", []],
  ["runtime.txt", "python 3.12\n", ["runtime-txt-form@0:0-11", "runtime-txt-deprecated@0:0-11"], "python-3.12\n"],
  ["runtime.txt", "python-3.6.9", ["python-version-end-of-life@0:0-12", "runtime-txt-deprecated@0:0-12"]],
  [".python-version", "3.13\n", []],
  [".python-version", "# why\n\n  3.14.0  \n", []],
  [".python-version", "3.13.*", []],
  [".python-version", "", ["python-version-missing@0:0-0"]],
  [".python-version", "# only\n", ["python-version-missing@0:0-6"]],
  [".python-version", "python-3.12.1\n", ["python-version-form@0:0-13"], "3.12.1\n"],
  [".python-version", '"3.12"', ["python-version-form@0:0-6"], "3.12"],
  [".python-version", ">=3.12", ["python-version-form@0:0-6"], "3.12"],
  [".python-version", "3.12 # pinned", ["python-version-form@0:0-13"], "3.12"],
  [".python-version", "pypy3.10-7.3", ["python-version-form@0:0-12"]],
  [".python-version", "3", ["python-version-form@0:0-1"]],
  [".python-version", "3.13\n3.12\n", ["python-version-several@1:0-4"], "3.13\n"],
  [".python-version", "2.7.18", ["python-version-end-of-life@0:0-6"]],
  [".python-version", "3.9", ["python-version-end-of-life@0:0-3"]],
  ["system.properties", "java.runtime.version=21\nmaven.version=3.9.9\n", []],
  ["system.properties", "# c\n! c\njava.runtime.version = 1.8\njava.runtime.version: zulu-17.0.9\nother=x", []],
  [
    "system.properties",
    "java.runtime.version=java21",
    ["system-properties-java-version@0:21-27"],
    "java.runtime.version=21",
  ],
  [
    "system.properties",
    "java.runtime.version=17.x",
    ["system-properties-java-version@0:21-25"],
    "java.runtime.version=17",
  ],
  ["system.properties", "java.runtime.version=", ["system-properties-java-version@0:21-21"]],
  ["system.properties", "maven.version=3", ["system-properties-maven-version@0:14-15"]],
  ["system.properties", "java.runtime.version 21", ["system-properties-syntax@0:0-23"]],
  ["project.toml", '[tool]\nname = "x"', []],
  ["project.toml", `${group}id = "heroku/nodejs"\n`, []],
  [
    "project.toml",
    `${group}uri = "https://example.com/x.cnb"\n\n[[io.buildpacks.build.env]]\nname = "A"\nvalue = "b"\n`,
    [],
  ],
  [
    "project.toml",
    '[io.buildpacks]\ngroup = [{ id = "heroku/go" }]\n',
    ["project-toml-schema-version@0:1-14"],
    '[_]\nschema-version = "0.2"\n\n[io.buildpacks]\ngroup = [{ id = "heroku/go" }]\n',
  ],
  [
    "project.toml",
    '[_]\nid = "a"\n[io.buildpacks]\nbuilder = "x"\n',
    ["project-toml-schema-version@2:1-14"],
    '[_]\nschema-version = "0.2"\nid = "a"\n[io.buildpacks]\nbuilder = "x"\n',
  ],
  ["project.toml", `${group}version = "1"\n`, ["project-toml-buildpack@3:0-23"]],
  [
    "project.toml",
    `${group}uri = "https://github.com/heroku/heroku-buildpack-ruby"\n`,
    ["project-toml-buildpack@3:0-23"],
  ],
  ["project.toml", '[_]\nschema-version = "0.2"\n[io.buildpacks]\ngruop = 1\n', ["project-toml-unknown-key@3:0-5"]],
  ["project.toml", "[io.buildpacks", ["project-toml-syntax@0:0-14"]],
];

function check(file: string, text: string, facts: Partial<ProjectFacts> = {}) {
  const surroundings: Surroundings = {
    ...noSurroundings,
    file,
    facts: { ...noFacts, ...procfile("web", "worker"), ...facts },
  };
  return checkSmallFile(file, text, surroundings);
}

describe("a small file", () => {
  for (const [file, text, expected, fixed] of rows) {
    it(`${file}: ${JSON.stringify(text)}`, () => {
      const problems = check(file, text) ?? [];
      const found = problems.map(
        ({ code, range: { start, end } }) => `${code}@${start.line}:${start.character}-${end.character}`,
      );
      assert.deepEqual(found, expected);
      if (fixed === undefined) return;
      const after = applyEdits(text, problems[0]?.fixes?.[0]?.edits ?? []);
      assert.equal(after, fixed);
      assert.equal(
        check(file, after)?.some(({ code }) => code === problems[0]?.code),
        false,
      );
    });
  }

  it("is reported under each code of the table", () => {
    const seen = rows.flatMap(([, , problems]) => problems.map((problem) => problem.split("@")[0]));
    assert.deepEqual(new Set(smallFileRules.map(({ code }) => code)), new Set(seen));
  });

  it("of a project that is not Heroku's is left alone", () => {
    const facts = { processTypes: undefined, manifest: undefined };
    for (const file of ["runtime.txt", ".python-version", "system.properties"])
      assert.deepEqual(check(file, "nonsense", facts), []);
  });

  it("is one of a few names, in any folder", () => {
    assert.equal(check("README.md", "!a"), undefined);
    assert.equal(check("api/.slugignore", "!a")?.length, 1);
  });

  it("may hold anything", () => {
    const files = fc.constantFrom(
      ".slugignore",
      ".foreman",
      "runtime.txt",
      ".python-version",
      "system.properties",
      "project.toml",
    );
    const pieces = fc.constantFrom(
      "[[",
      "]]",
      "io.buildpacks",
      ".group",
      "=",
      ":",
      '"',
      "'",
      "\n",
      "\r",
      "{",
      "}",
      "&a",
      "*a",
      "!!",
      "python-",
      "3.9",
      "\uFEFF",
      "\u0000",
      "\ud800",
      " ",
      "\t",
      "formation",
      "port",
    );
    fc.assert(
      fc.property(files, fc.array(fc.oneof(pieces, fc.string()), { maxLength: 30 }), (file, parts) => {
        const text = parts.join("");
        for (const { fixes } of check(file, text) ?? []) for (const fix of fixes ?? []) applyEdits(text, fix.edits);
      }),
      { numRuns: runs },
    );
  });

  it("of a million characters does not hang", () => {
    const started = performance.now();
    for (const unit of ["[", "{a: ", "a.", "!", "3.", "=", "*"])
      for (const file of [
        ".slugignore",
        ".foreman",
        "runtime.txt",
        ".python-version",
        "system.properties",
        "project.toml",
      ])
        check(file, unit.repeat(100_000 / unit.length));
    assert.ok(performance.now() - started < 20_000, String(performance.now() - started));
  });
});
