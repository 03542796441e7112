import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { deployButton, gitHubUrl } from "../../../src/manifest/deploy-button.ts";

const repository = "https://github.com/jane/small-app";

const remotes = [
  "https://github.com/jane/small-app",
  "https://github.com/jane/small-app.git",
  "https://github.com/jane/small-app/",
  "https://github.com/jane/small-app/tree/main/src",
  "https://www.github.com/jane/small-app#readme",
  "http://GitHub.com/jane/small-app",
  "https://jane@github.com/jane/small-app.git",
  "https://jane:token@github.com/jane/small-app.git",
  "git@github.com:jane/small-app.git",
  "git@github.com:/jane/small-app",
  "org-123@github.com:jane/small-app.git",
  "ssh://git@github.com/jane/small-app.git",
  "ssh://git@github.com:22/jane/small-app.git",
  "git://github.com/jane/small-app.git",
  " https://github.com/jane/small-app\n",
];

const others = [
  "",
  "https://gitlab.com/jane/small-app",
  "https://github.com.evil.example/jane/small-app",
  "https://evil.example/github.com/jane/small-app",
  "https://github.com/jane",
  "git@git.heroku.com:small-app.git",
  "https://git.heroku.com/small-app.git",
  "/home/jane/github.com/jane/small-app",
];

describe("the repository of a Deploy to Heroku button", () => {
  for (const remote of remotes) it(JSON.stringify(remote), () => assert.equal(gitHubUrl(remote), repository));
  for (const remote of others) it(`is none: ${remote}`, () => assert.equal(deployButton(remote), undefined));
  it("of a hostile text is found without a hang", () => {
    const started = performance.now();
    gitHubUrl(`https://github.com/a/${"a.".repeat(500_000)} `);
    gitHubUrl(`${"a".repeat(1_000_000)}@`);
    assert.ok(performance.now() - started < 5000);
  });
});

describe("the button", () => {
  it("names the template escaped", () => {
    const button = deployButton("git@github.com:jane/small-app.git");
    const url = "https://www.heroku.com/deploy?template=https%3A%2F%2Fgithub.com%2Fjane%2Fsmall-app";
    assert.equal(button?.url, url);
    assert.equal(button?.markdown, `[![Deploy to Heroku](https://www.herokucdn.com/deploy/button.svg)](${url})`);
    assert.ok(button?.html.includes(`<a href="${url}">`));
  });

  it("names a branch", () => {
    const url = deployButton(repository, "feature/a&b c")?.url ?? "";
    const template = new URL(url).searchParams.get("template");
    assert.equal(template, `${repository}/tree/feature/a%26b%20c`);
  });
});
