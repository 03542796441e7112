import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { maskValue } from "../../../src/dotenv/mask.ts";

const dots = "••••••••";

const cases: [value: string, shown: string][] = [
  ["", "(empty)"],
  ["x", dots],
  ["a long secret of many words", dots],
  ["postgres://user:pass@ec2-1-2.amazonaws.com:5432/db?ssl=1", `postgres://${dots}@ec2-1-2.amazonaws.com:5432/${dots}`],
  ["https://hooks.slack.com/services/T0/B0/xyz", `https://hooks.slack.com/${dots}`],
  ["redis://localhost:6379", `redis://localhost:6379/${dots}`],
  ["http://[::1]:80/x", `http://[::1]:80/${dots}`],
  ["token://abcdef", dots],
  ["https://a@b@c.d/e", `https://${dots}@c.d/${dots}`],
  ["https://user:p/a@ss@host.com/x", dots],
  ["https://user:p?x@host.com/x", dots],
  ["https://user.name:12/34@host.com/x", dots],
  ["x https://host.com", dots],
];

for (const [value, shown] of cases) {
  test(`${JSON.stringify(value)} is shown as ${shown}`, () => assert.equal(maskValue(value), shown));
}

test("two values of any length look the same", () => {
  const secrets = fc.string({ minLength: 1, maxLength: 200 }).filter((value) => !value.includes("://"));
  fc.assert(fc.property(secrets, (value) => maskValue(value) === dots));
});

test("nothing before @, of the path or the query is shown", () => {
  const part = fc.string({ unit: fc.constantFrom(..."wxyzWXYZ"), minLength: 4, maxLength: 20 });
  fc.assert(
    fc.property(part, part, part, part, (user, password, path, query) => {
      const shown = maskValue(`amqp://${user}:${password}@broker.host.io:1/${path}?q=${query}`);
      for (const secret of [user, password, path, query]) assert.ok(!shown.includes(secret));
    }),
  );
});
