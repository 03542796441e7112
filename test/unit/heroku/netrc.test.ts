import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { tokenInNetrc } from "../../../src/heroku/netrc.ts";

const host = "api.heroku.com";
const cases: readonly [name: string, text: string, token: string | undefined][] = [
  ["an empty file", "", undefined],
  ["as the CLI writes it", `machine ${host}\n  login me@example.com\n  password abc\n`, "abc"],
  ["on one line", `machine ${host} login me password abc`, "abc"],
  ["with Windows' line ends", `machine ${host}\r\n  password abc\r\n`, "abc"],
  ["password before login", `machine ${host} password abc login me`, "abc"],
  ["the second machine", `machine other password no\nmachine ${host} password abc`, "abc"],
  [
    "a machine without a password before another",
    `machine ${host} login me\nmachine git.heroku.com password no`,
    undefined,
  ],
  ["default does not count", "default login me password no", undefined],
  ["nothing of default is taken", `machine ${host} login me default password no`, undefined],
  ["a comment", `# machine ${host} password no\nmachine ${host} # mine\n password abc # old`, "abc"],
  ["a # within a token", `machine ${host} password a#b`, "a#b"],
  ["a macro before", `macdef init\nmachine ${host} password no\n\nmachine ${host} password abc`, "abc"],
  ["a password that says machine", `machine other password machine machine ${host} password abc`, "abc"],
];
for (const [name, text, token] of cases) test(name, () => assert.equal(tokenInNetrc(text, host), token));

test("the port is part of the machine", () => {
  const text = "machine 127.0.0.1 password no\nmachine 127.0.0.1:5180 password abc";
  assert.equal(tokenInNetrc(text, "127.0.0.1:5180"), "abc");
});

test("every token without blanks comes back, whoever else is in the file", () =>
  fc.assert(
    fc.property(fc.stringMatching(/^[!-"$-~]+$/), fc.stringMatching(/^[a-z.]{1,20}$/), (token, other) => {
      const text = `machine x${other} login machine password default\nmachine ${host} login a password ${token}\n`;
      assert.equal(tokenInNetrc(text, host), token);
    }),
  ));
