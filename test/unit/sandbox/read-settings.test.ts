import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { readSettings } from "../../../src/sandbox/read-settings.ts";
import { platformSettings } from "../../../src/sandbox/settings.ts";
import { temporaryFolder } from "./temporary-folder.ts";

test("without a file the settings are the platform's", async (context) => {
  assert.deepEqual(readSettings(await temporaryFolder(context)), platformSettings);
});

test("times in the file are seconds, counts are counts", async (context) => {
  const folder = await temporaryFolder(context);
  const given = { bootTimeout: 5, shutdownGrace: 0.5, crashBackoff: [1, 2], rateLimitPool: 10, logLines: 100 };
  await writeFile(path.join(folder, "settings.json"), JSON.stringify(given));
  const expected = {
    bootTimeout: 5000,
    shutdownGrace: 500,
    crashBackoff: [1000, 2000],
    rateLimitPool: 10,
    logLines: 100,
  };
  assert.deepEqual(readSettings(folder), { ...platformSettings, ...expected });
});

test("a second factor and a refusal of logins can be set", async (context) => {
  const folder = await temporaryFolder(context);
  const given = { twoFactor: { demand: "apps", secret: "GEZDGNBVGY3TQOJQ" }, loginRefusal: "IP address mismatch" };
  await writeFile(path.join(folder, "settings.json"), JSON.stringify({ ...given, preAuthorizationTime: 10 }));
  assert.deepEqual(readSettings(folder), { ...platformSettings, ...given, preAuthorizationTime: 10_000 });
});

const mistakes: [text: string, message: RegExp][] = [
  ["{", /settings\.json is not valid JSON/],
  ["[]", /must be a JSON object/],
  ['{"bootTime": 5}', /there is no setting bootTime\./],
  ['{"bootTimeout": "5"}', /bootTimeout must be a number above 0/],
  ['{"rateLimitPerMinute": 0}', /rateLimitPerMinute must be a number above 0/],
  ['{"crashBackoff": []}', /crashBackoff must be a list/],
  ['{"twoFactor": true}', /twoFactor needs a demand: none, sign-in, account, apps\./],
  ['{"twoFactor": {"demand": "apps", "secret": "short"}}', /twoFactor needs a secret of at least 16/],
  ['{"loginRefusal": 5}', /loginRefusal must be a text/],
  ['{"crashBackoff": [1, -1]}', /each crashBackoff must be a number above 0/],
];
for (const [text, message] of mistakes) {
  test(`${text} is refused by name`, async (context) => {
    const folder = await temporaryFolder(context);
    await writeFile(path.join(folder, "settings.json"), text);
    assert.throws(() => readSettings(folder), message);
  });
}
