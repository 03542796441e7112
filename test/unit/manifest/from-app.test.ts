import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { noSurroundings } from "../../../src/language/project-facts.ts";
import { checkManifest } from "../../../src/manifest/check-manifest.ts";
import { type LiveApp, manifestFromApp } from "../../../src/manifest/from-app.ts";

const app: LiveApp = {
  name: "calm-river",
  repository: "https://github.com/jane/calm-river",
  formation: [
    { type: "web", quantity: 2, size: "Standard-1X" },
    { type: "worker", quantity: 0, size: "Hobby" },
  ],
  addons: [
    { plan: "heroku-postgresql:essential-0" },
    { plan: "heroku-redis:mini", as: "CACHE" },
    { plan: "heroku-postgresql:hobby-basic", as: "ARCHIVE" },
    { plan: "redistogo:nano" },
  ],
  buildpacks: [
    "https://buildpack-registry.s3.amazonaws.com/buildpacks/heroku-community/apt.tgz",
    "heroku/ruby",
    "https://github.com/jane/heroku-buildpack-x#v1",
  ],
  stack: "heroku-24",
  configVars: ["STRIPE_API_KEY", "SECRET_KEY_BASE", "DATABASE_URL", "CACHE_URL", "RAILS_ENV", "LOGGING_TOKEN", "PORT"],
  addonConfigVars: ["LOGGING_TOKEN"],
};

describe("an app.json made of a live app", () => {
  it("has what a new app can have, in the documentation's order", () => {
    const text = manifestFromApp(app);
    const manifest = JSON.parse(text);
    assert.deepEqual(Object.keys(manifest), [
      "name",
      "repository",
      "env",
      "formation",
      "addons",
      "buildpacks",
      "stack",
    ]);
    assert.deepEqual(manifest, {
      name: "calm-river",
      repository: "https://github.com/jane/calm-river",
      env: {
        SECRET_KEY_BASE: { description: "Set as on calm-river.", generator: "secret" },
        STRIPE_API_KEY: { description: "Set as on calm-river." },
      },
      formation: { web: { quantity: 2, size: "standard-1x" }, worker: { quantity: 0, size: "basic" } },
      addons: [
        "heroku-postgresql:essential-0",
        { plan: "heroku-redis:mini", as: "CACHE" },
        { plan: "heroku-postgresql:essential-1", as: "ARCHIVE" },
      ],
      buildpacks: [
        { url: "heroku-community/apt" },
        { url: "heroku/ruby" },
        { url: "https://github.com/jane/heroku-buildpack-x#v1" },
      ],
      stack: "heroku-24",
    });
    assert.ok(text.endsWith("}\n"));
  });

  for (const stack of ["heroku-18", "heroku-22", "heroku-26", "container", "cnb", undefined]) {
    it(`has no problem on ${stack}`, () =>
      assert.deepEqual(checkManifest(manifestFromApp({ ...app, stack }), noSurroundings), []));
  }

  it("of an empty app is a name", () => {
    const empty: LiveApp = { name: "a", formation: [], addons: [], buildpacks: [], stack: undefined, configVars: [] };
    assert.equal(manifestFromApp(empty), '{\n  "name": "a"\n}\n');
  });
});
