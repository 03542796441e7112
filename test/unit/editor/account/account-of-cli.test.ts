import assert from "node:assert/strict";
import { test } from "node:test";
import { accountOfCli } from "../../../../src/editor/account/account-of-cli.ts";
import type { StoredAccount } from "../../../../src/editor/account/choice.ts";
import type { CliSession } from "../../../../src/heroku/cli-session.ts";
import { networkError, platformError } from "../../../../src/heroku/errors.ts";

const account = { id: "me", email: "me@example.com", name: null };
const me: StoredAccount = { apiUrl: "https://api.heroku.com", gitUrl: "https://git.heroku.com", token: "t", account };
const found: CliSession = { kind: "found", token: "t", from: "cli" };
const refusal = (status: number) =>
  platformError("No.", {
    ...{ status, id: "no", request: "GET /account", requestId: "1" },
    ...{ url: undefined, app: undefined, resource: undefined, retryAfter: undefined },
  });

test("a session is that of its account, and none is nobody's", async () => {
  assert.equal(await accountOfCli(found, async () => me), me);
  for (const why of ["signed-out", "no-cli", "encrypted"] as const)
    assert.equal(await accountOfCli({ kind: "none", why }, async () => me), undefined);
  assert.equal(await accountOfCli(found, () => Promise.reject(refusal(401))), undefined);
});

test("who cannot be asked now has not signed out", async () => {
  await assert.rejects(
    accountOfCli({ kind: "none", why: "no-answer" }, async () => me),
    /did not answer/,
  );
  const offline = networkError({ request: "GET /account", host: "api.heroku.com", cause: undefined });
  await assert.rejects(
    accountOfCli(found, () => Promise.reject(offline)),
    { kind: "network" },
  );
  await assert.rejects(
    accountOfCli(found, () => Promise.reject(refusal(503))),
    { status: 503 },
  );
});
