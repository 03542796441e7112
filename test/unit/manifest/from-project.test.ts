import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { noFacts, noSurroundings, type ProjectFacts } from "../../../src/language/project-facts.ts";
import { checkManifest } from "../../../src/manifest/check-manifest.ts";
import { manifestFromProject } from "../../../src/manifest/from-project.ts";
import { procfile } from "./faulty-manifests.ts";

const at = (file: string) => ({ file, range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } } });

const rails: ProjectFacts = {
  ...noFacts,
  ...procfile("web", "worker", "release"),
  complete: true,
  files: new Set(["db/seeds.rb", "Gemfile"]),
  frameworks: ["rails", "ruby", "node"],
  configVarUses: new Map([
    ["SMTP_HOST", [at("config/environments/production.rb")]],
    ["DATABASE_URL", [at("config/database.yml")]],
    ["COVERAGE", [at("test/helper.rb")]],
    ["PORT", [at("config/puma.rb")]],
  ]),
  dotenvKeys: new Map([
    ["SECRET_KEY_BASE", at(".env")],
    ["SMTP_HOST", at(".env")],
    ["RAILS_ENV", at(".env")],
    ["lower-case", at(".env")],
  ]),
};

const projects: readonly [name: string, facts: ProjectFacts, expected: unknown][] = [
  ["nothing", noFacts, { name: "x", stack: "heroku-26" }],
  [
    "Rails",
    rails,
    {
      name: "x",
      scripts: { postdeploy: "bin/rails db:seed" },
      env: {
        SECRET_KEY_BASE: { description: "Set in .env for local runs.", generator: "secret" },
        SMTP_HOST: { description: "Read in config/environments/production.rb." },
      },
      formation: { web: { quantity: 1, size: "basic" }, worker: { quantity: 1, size: "basic" } },
      addons: ["heroku-postgresql:essential-0"],
      buildpacks: [{ url: "heroku/nodejs" }, { url: "heroku/ruby" }],
      stack: "heroku-26",
    },
  ],
  [
    "Gradle",
    { ...noFacts, frameworks: ["spring-boot", "java"], files: new Set(["build.gradle"]) },
    { name: "x", buildpacks: [{ url: "heroku/gradle" }], stack: "heroku-26" },
  ],
  ["Elixir", { ...noFacts, frameworks: ["elixir", "node"] }, { name: "x", stack: "heroku-26" }],
  [
    "a container",
    { ...noFacts, frameworks: ["node"], files: new Set(["heroku.yml"]) },
    { name: "x", stack: "container" },
  ],
];

describe("an app.json made of a project", () => {
  for (const [name, facts, expected] of projects) {
    it(`of ${name}`, () => {
      const text = manifestFromProject(facts, "x");
      assert.equal(text, `${JSON.stringify(expected, undefined, 2)}\n`);
      assert.deepEqual(checkManifest(text, { ...noSurroundings, file: "app.json", facts }), []);
    });
  }

  it("has a name of at most 30 characters", () => {
    assert.deepEqual(checkManifest(manifestFromProject(noFacts, "n".repeat(50)), noSurroundings), []);
  });
});
