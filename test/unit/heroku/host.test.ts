import assert from "node:assert/strict";
import { test } from "node:test";
import { createClient } from "../../../src/heroku/client.ts";
import { mayCarryToken, resolveHost } from "../../../src/heroku/host.ts";
import { globalFetch } from "../../../src/heroku/transports/global-fetch.ts";

const hosts: readonly [host: string | undefined, apiUrl: string, gitUrl: string, warns?: "warns"][] = [
  [undefined, "https://api.heroku.com", "https://git.heroku.com"],
  ["", "https://api.heroku.com", "https://git.heroku.com"],
  ["heroku.com", "https://api.heroku.com", "https://git.heroku.com"],
  ["staging.herokudev.com", "https://api.staging.herokudev.com", "https://git.staging.herokudev.com"],
  ["http://127.0.0.1:5180", "http://127.0.0.1:5180", "http://127.0.0.1:5180"],
  ["http://127.0.0.1:5180/", "http://127.0.0.1:5180", "http://127.0.0.1:5180"],
  ["https://localhost:5443", "https://localhost:5443", "https://localhost:5443"],
  ["localhost", "https://api.localhost", "https://git.localhost"],
  ["https://api.example.com", "https://api.heroku.com", "https://git.heroku.com", "warns"],
  ["evil-heroku.com", "https://api.heroku.com", "https://git.heroku.com", "warns"],
  ["http://", "https://api.heroku.com", "https://git.heroku.com", "warns"],
];
for (const [host, apiUrl, gitUrl, warns] of hosts) {
  test(`HEROKU_HOST=${host}`, () => {
    const resolved = resolveHost({ HEROKU_HOST: host });
    assert.deepEqual([resolved.apiUrl, resolved.gitUrl], [apiUrl, gitUrl]);
    assert.equal(resolved.warning !== undefined, warns === "warns");
  });
}

test("HEROKU_GIT_HOST is reached over https", () => {
  const { gitUrl } = resolveHost({ HEROKU_HOST: "http://127.0.0.1:5180", HEROKU_GIT_HOST: "localhost:5443" });
  assert.equal(gitUrl, "https://localhost:5443");
});

const tokens: readonly [url: string, allowed: boolean][] = [
  ["https://api.heroku.com", true],
  ["https://api.staging.herokudev.com", true],
  ["http://127.0.0.1:5180", true],
  ["http://localhost:5180", true],
  ["http://api.heroku.com", false],
  ["https://api.heroku.com.example.com", false],
  ["https://evilheroku.com", false],
  ["https://localhost.example.com", false],
  ["https://api.localhost", false],
  ["https://127.0.0.1.example.com", false],
  ["https://api.heroku.com@example.com", false],
  ["https://user:pass@api.heroku.com", false],
  ["ftp://localhost", false],
  ["nonsense", false],
];
for (const [url, allowed] of tokens) {
  test(`a token ${allowed ? "may" : "may not"} go to ${url}`, () => {
    assert.equal(mayCarryToken(url), allowed);
    const create = () => createClient({ apiUrl: url, token: "t", transport: globalFetch, userAgent: "test" });
    if (allowed) assert.equal(create().apiUrl, url);
    else assert.throws(create, RangeError);
  });
}
