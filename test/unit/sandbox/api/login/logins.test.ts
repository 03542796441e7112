import assert from "node:assert/strict";
import { test } from "node:test";
import { createLogins } from "../../../../../src/sandbox/api/login/logins.ts";

test("the newest hundred logins are kept, and those who wait for an older one are told", async () => {
  const logins = createLogins();
  const all = Array.from({ length: 103 }, () => logins.begin("A client"));
  assert.deepEqual(
    all.map(({ id }) => logins.find(id) !== undefined),
    all.map((_, index) => index >= 3),
  );
  for (const login of all.slice(0, 3))
    assert.deepEqual(await login.outcome, { kind: "refused", reason: "Too many logins at once." });
});

test("a login ends with its time, also one that was decided and never asked for", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const logins = createLogins();
  const [open, denied] = [logins.begin("A client"), logins.begin("A client")];
  denied.decide({ kind: "refused", reason: "The login was denied." });
  assert.equal(logins.find(denied.id), denied);
  context.mock.timers.tick(10 * 60_000);
  assert.deepEqual([logins.find(open.id), logins.find(denied.id)], [undefined, undefined]);
  assert.deepEqual(await open.outcome, { kind: "refused", reason: "The login timed out." });
  assert.deepEqual(await denied.outcome, { kind: "refused", reason: "The login was denied." });
});
