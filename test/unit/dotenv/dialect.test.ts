import assert from "node:assert/strict";
import { test } from "node:test";
import { type DotenvDialect, dialectOf, isExampleFile } from "../../../src/dotenv/dialect.ts";

const dialects: Readonly<Record<DotenvDialect, readonly string[]>> = {
  workbench: [
    ".env",
    "api/.env",
    ".env.local",
    ".env.test",
    ".env.example",
    "prod.env",
    "docker/.env",
    ".env.production.local",
    ".ENV",
  ],
  docker: [
    "docker.env",
    "web.docker.env",
    "docker-compose.env",
    ".env.docker",
    "docker/web.env",
    ".devcontainer/devcontainer.env",
  ],
  flask: [".flaskenv", "app/.flaskenv"],
  direnv: [".envrc"],
  other: [
    ".env.vault",
    ".env.gpg",
    ".env.keys",
    ".env.json",
    ".env.d.ts",
    ".env.local.yml",
    "env",
    "environment.ts",
    ".env~",
    ".environment",
  ],
};

for (const [dialect, files] of Object.entries(dialects)) {
  for (const file of files) test(`${file} is ${dialect}`, () => assert.equal(dialectOf(file), dialect));
}

test("examples are there to be copied", () => {
  assert.deepEqual(
    [".env.example", "sample.env", ".env.local.sample", "x/.env.dist", ".env-template"].filter(
      (file) => !isExampleFile(file),
    ),
    [],
  );
  assert.deepEqual([".env", ".env.test", "example/.env", ".env.examples-of"].filter(isExampleFile), []);
});
