import assert from "node:assert/strict";
import { test } from "node:test";
import { appNameOfRemote } from "../../../../src/editor/tree/git-remote.ts";

const heroku = "https://git.heroku.com";
const sandbox = "http://127.0.0.1:5180";

const cases: [remote: string, gitUrl: string, app: string | undefined][] = [
  ["https://git.heroku.com/shop.git", heroku, "shop"],
  ["https://git.heroku.com/shop", heroku, "shop"],
  ["https://someone:key@git.heroku.com/shop.git", heroku, "shop"],
  ["git@heroku.com:shop.git", heroku, "shop"],
  ["ssh://git@heroku.com/shop.git", heroku, "shop"],
  ["http://127.0.0.1:5180/shop.git", sandbox, "shop"],
  ["http://127.0.0.1:5181/shop.git", sandbox, undefined],
  ["https://git.heroku.com/shop.git", sandbox, undefined],
  ["git@heroku.com:shop.git", sandbox, undefined],
  ["git@github.com:someone/shop.git", heroku, undefined],
  ["https://github.com/someone/shop.git", heroku, undefined],
  ["https://git.heroku.com.evil.example/shop.git", heroku, undefined],
  ["/home/me/shop.git", heroku, undefined],
  ["C:\\Users\\me\\shop", heroku, undefined],
  ["", heroku, undefined],
];
for (const [remote, gitUrl, app] of cases) {
  test(`${remote || "no address"} under ${gitUrl} is ${app ?? "no app"}`, () => {
    assert.equal(appNameOfRemote(remote, gitUrl), app);
  });
}
