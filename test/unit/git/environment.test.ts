import assert from "node:assert/strict";
import { test } from "node:test";
import {
  appendConfig,
  localEnvironment,
  mayCarryToken,
  tokenConfig,
  transferEnvironment,
} from "../../../src/git/environment.ts";

test("a child's environment has no trace switches, askers, editor's own or another repository's names", () => {
  const source = {
    PATH: "/bin",
    GIT_TRACE: "1",
    GIT_TRACE_CURL_NO_DATA: "1",
    GIT_TRACE2_EVENT: "/tmp/x",
    GIT_CURL_VERBOSE: "1",
    GIT_ASKPASS: "ask",
    SSH_ASKPASS: "ask",
    VSCODE_GIT_ASKPASS_NODE: "x",
    ELECTRON_RUN_AS_NODE: "1",
    GIT_DIR: "/elsewhere",
    GIT_INDEX_FILE: "/elsewhere/index",
    GIT_SSL_CAINFO: "/ca.pem",
    LC_ALL: "de_DE.UTF-8",
  };
  const env = transferEnvironment(source, [], "linux");
  assert.deepEqual(env, {
    PATH: "/bin",
    GIT_SSL_CAINFO: "/ca.pem",
    GIT_TERMINAL_PROMPT: "0",
    GCM_INTERACTIVE: "never",
    LC_ALL: "C",
    LANGUAGE: "C",
    GIT_CONFIG_COUNT: "0",
  });
});

test("on Windows names are compared without regard to case", () => {
  assert.equal(localEnvironment({ Git_Trace: "1", Vscode_X: "1" }, "win32")["Git_Trace"], undefined);
});

test("pairs are appended to those that are there", () => {
  const env = appendConfig({ GIT_CONFIG_COUNT: "1", GIT_CONFIG_KEY_0: "a.b", GIT_CONFIG_VALUE_0: "c" }, [["d.e", "f"]]);
  assert.deepEqual(env, {
    GIT_CONFIG_COUNT: "2",
    GIT_CONFIG_KEY_0: "a.b",
    GIT_CONFIG_VALUE_0: "c",
    GIT_CONFIG_KEY_1: "d.e",
    GIT_CONFIG_VALUE_1: "f",
  });
});

test("a proxy is left out for this machine only", () => {
  const keys = (url: string) => tokenConfig(url, "t").map(([key]) => key);
  assert.ok(keys("http://127.0.0.1:1/a.git").includes("http.http://127.0.0.1:1/a.git.proxy"));
  assert.ok(!keys("https://git.heroku.com/a.git").some((key) => key.endsWith(".proxy")));
});

const urls: [string, boolean][] = [
  ["https://git.heroku.com/a.git", true],
  ["http://127.0.0.1:5180/a.git", true],
  ["http://localhost/a.git", true],
  ["http://[::1]:80/a.git", true],
  ["http://127.0.0.1.evil.example/a.git", false],
  ["http://git.heroku.com/a.git", false],
  ["ssh://git@heroku.com/a.git", false],
  ["nonsense", false],
];
for (const [url, allowed] of urls)
  test(`a token ${allowed ? "may" : "must not"} go to ${url}`, () => assert.equal(mayCarryToken(url), allowed));
