import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Ajv } from "ajv";
import fc from "fast-check";
import type { Problem } from "../../../src/language/problem.ts";
import { noFacts, noSurroundings, type ProjectFacts } from "../../../src/language/project-facts.ts";
import { checkManifest } from "../../../src/manifest/check-manifest.ts";
import { manifestRules } from "../../../src/manifest/rules.ts";
import { manifestSchema } from "../../../src/manifest/schema.ts";
import { applyEdits } from "./apply-edits.ts";
import { procfile, rows } from "./faulty-manifests.ts";
import { foreignManifests, validManifests } from "./valid-manifests.ts";

const runs = Number(process.env["HEROKU_WORKBENCH_FUZZ"] ?? 1000);

function check(content: unknown, facts: Partial<ProjectFacts> = {}, file = "app.json"): Problem[] {
  const text = typeof content === "string" ? content : JSON.stringify(content, undefined, 2);
  return checkManifest(text, { ...noSurroundings, file, facts: { ...noFacts, ...facts } });
}

describe("a manifest that is right", () => {
  for (const [name, manifest] of Object.entries(validManifests)) {
    it(`has no problem: ${name}`, () => {
      assert.deepEqual(check(manifest), []);
      assert.deepEqual(check(JSON.stringify(manifest)), []);
    });
  }

  for (const [name, manifest] of Object.entries(foreignManifests)) {
    it(`is left alone: ${name}`, () => assert.deepEqual(check(manifest), []));
  }

  it("satisfies the schema as any other validator reads it", () => {
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(manifestSchema);
    for (const [name, manifest] of Object.entries(validManifests)) {
      if (name === "also read by Dokku") continue;
      assert.ok(validate(manifest), `${name}: ${JSON.stringify(validate.errors)}`);
    }
  });
});

describe("a manifest with a fault", () => {
  for (const [name, content, code, marked, fixed, facts] of rows) {
    it(name, () => {
      const text = typeof content === "string" ? content : JSON.stringify(content, undefined, 2);
      const problems = check(text, facts);
      assert.deepEqual([...new Set(problems.map((problem) => problem.code))], [code]);
      const [problem] = problems;
      assert.ok(problem);
      assert.equal(textIn(text, problem), marked);
      if (fixed === undefined) return;
      const after = applyEdits(text, problem.fixes?.[0]?.edits ?? []);
      if (typeof fixed === "string") assert.equal(after, fixed);
      else assert.deepEqual(JSON.parse(after), fixed);
      const left = check(after, facts).filter(
        (other) => other.code === code && marked !== "{}" && !name.includes("without plan"),
      );
      assert.deepEqual(left, []);
    });
  }

  it("is reported under each code of the table", () => {
    const seen = new Set([...rows.map(([, , code]) => code), "app-json-place"]);
    assert.deepEqual(new Set(manifestRules.map(({ code }) => code)), seen);
  });

  it("in a sub-folder is not read", () => {
    assert.deepEqual(
      check({ env: {} }, {}, "api/app.json").map(({ code }) => code),
      ["app-json-place"],
    );
  });

  it("is no fault of formation when heroku.yml or the container stack names the processes", () => {
    const manifest = { stack: "container", formation: { job: { quantity: 1 } } };
    assert.deepEqual(check(manifest, procfile("web")), []);
    const facts = { ...procfile("web"), files: new Set(["heroku.yml"]) };
    assert.deepEqual(check({ formation: { job: { quantity: 1 } } }, facts), []);
  });

  it("never shows the secret", () => {
    const secret = "9f86d081884c7d659a2f";
    const problems = check({ env: { API_TOKEN: { description: "d", value: secret } } });
    assert.equal(
      JSON.stringify(problems.map(({ message, fixes }) => [message, fixes?.map(({ title }) => title)])).includes(
        secret,
      ),
      false,
    );
  });
});

describe("any text", () => {
  it("is checked without a throw, and in places that exist", () => {
    const pieces = fc.constantFrom(
      ...[
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        '"',
        "\\",
        "\n",
        "\r\n",
        "\r",
        " ",
        "//",
        "/*",
        "*/",
        "\uFEFF",
        "\u0000",
        "\ud800",
      ],
      ...[
        '"env"',
        '"formation"',
        '"web"',
        '"quantity"',
        '"addons"',
        '"buildpacks"',
        '"environments"',
        '"stack"',
        "null",
        "true",
        "1e9",
        "-",
      ],
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 40 }), (parts) => {
        const text = parts.join("");
        const lines = text.split(/\r\n|\n|\r/);
        for (const { range, fixes } of check(text)) {
          assert.ok(range.start.line < lines.length && range.end.line < lines.length);
          for (const fix of fixes ?? []) applyEdits(text, fix.edits);
        }
      }),
      { numRuns: runs },
    );
  });

  it("of any JSON is checked without a throw", () => {
    const keys = Object.keys(manifestSchema.properties ?? {});
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...keys), fc.jsonValue({ maxDepth: 4 })), (value) => {
        check(value);
      }),
      { numRuns: runs },
    );
  });

  it("that nests without end is refused, not followed", () => {
    const started = performance.now();
    assert.deepEqual(
      check("[".repeat(1_000_000)).map(({ code }) => code),
      ["app-json-syntax"],
    );
    assert.deepEqual(
      check('{"a":'.repeat(1_000_000)).map(({ code }) => code),
      ["app-json-syntax"],
    );
    assert.ok(performance.now() - started < 5000);
  });

  it("with ten thousand faults is answered soon", () => {
    const many = (entry: (index: number) => string) =>
      Array.from({ length: 10_000 }, (_, index) => entry(index)).join(",\n");
    const texts = [
      `{ "env": {}, ${many((index) => `"unknown${index}": {}`)} }`,
      `{ "env": { ${many((index) => `"A${index % 10}": { "generator": "secret", "value": "x" }`)} } }`,
      `{ "addons": [${many(() => '"redistogo:nano"')}] }`,
      `{ "formation": { ${many((index) => `"t${index}": { "quantity": "1", "size": "hobby" }`)} } }`,
    ];
    for (const text of texts) {
      const started = performance.now();
      assert.ok(check(text, procfile("web")).length >= 10_000);
      assert.ok(performance.now() - started < 3000, `${performance.now() - started} ms`);
    }
  });

  it("of ten million characters in one line does not hang", () => {
    const started = performance.now();
    check({
      name: "a".repeat(5_000_000),
      website: "b.".repeat(1_000_000),
      buildpacks: [{ url: "c".repeat(2_000_000) }],
      env: { TOKEN: "d1".repeat(1_000_000) },
    });
    assert.ok(performance.now() - started < 10_000);
  });
});

function textIn(text: string, { range }: Problem): string {
  const lines = text.split(/(?<=\n)/);
  const offset = (line: number, character: number) => lines.slice(0, line).join("").length + character;
  return text.slice(offset(range.start.line, range.start.character), offset(range.end.line, range.end.character));
}
