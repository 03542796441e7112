import assert from "node:assert/strict";
import { test } from "node:test";
import { appOfRemote, remoteOfApp } from "../../../src/git/app-of-remote.ts";

const platform = "https://git.heroku.com";
const sandbox = "http://127.0.0.1:5180";

const cases: [remote: string, gitUrl: string, app: string | undefined][] = [
  ["https://git.heroku.com/demo-1.git", platform, "demo-1"],
  ["https://git.heroku.com/demo", platform, "demo"],
  ["https://git.heroku.com/demo.git/", platform, "demo"],
  ["https://heroku:HRKU-abc@git.heroku.com/demo.git", platform, "demo"],
  ["https://GIT.heroku.com:443/demo.git", platform, "demo"],
  ["git@heroku.com:demo.git", platform, "demo"],
  ["ssh://git@heroku.com/demo.git", platform, "demo"],
  ["http://127.0.0.1:5180/demo.git", sandbox, "demo"],
  ["https://127.0.0.1:5180/demo.git", sandbox, "demo"],
  ["http://127.0.0.1:5181/demo.git", sandbox, undefined],
  ["git@heroku.com:demo.git", sandbox, undefined],
  ["https://git.heroku.com/demo.git", sandbox, undefined],
  ["https://git.heroku.com.evil.example/demo.git", platform, undefined],
  ["https://github.com/you/demo.git", platform, undefined],
  ["https://git.heroku.com/a/b.git", platform, undefined],
  ["https://git.heroku.com/Demo.git", platform, undefined],
  ["../demo.git", platform, undefined],
  ["file:///git.heroku.com/demo.git", platform, undefined],
  ["", platform, undefined],
];

for (const [remote, gitUrl, app] of cases) {
  test(`${remote} for ${gitUrl}: ${app}`, () => assert.equal(appOfRemote(remote, gitUrl), app));
}

test("the remote of an app leads back to it", () => {
  assert.equal(appOfRemote(remoteOfApp("demo", `${sandbox}/`), sandbox), "demo");
});
