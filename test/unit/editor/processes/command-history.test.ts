import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { holdsSecret, withCommand } from "../../../../src/editor/processes/command-history.ts";

for (const command of [
  "rake db:migrate",
  "python manage.py createsuperuser --username admin --noinput",
  "TZ=UTC node scripts/report.js --days=7",
  "curl -s https://example.com/health",
  'psql "$DATABASE_URL" -c "select 1"',
  "node -e 'console.log(process.env.API_KEY)'",
  "login --password $PASSWORD",
  "rails runner User.count",
  "tokenize --secretary bob",
]) {
  test(`remembered: ${command}`, () => assert.equal(holdsSecret(command), false));
}

for (const command of [
  "API_KEY=abc123def node sync.js",
  "login --password hunter2x --user bob",
  "login --password=hunter2x",
  "psql postgres://user:pa55word@db.example.org/main",
  "psql postgres://user:x1@localhost/main",
  "curl -u bob:hunter2 https://api.example.org",
  'curl -H "Authorization: Bearer abcdef123456"',
  "push --key sk_live_0123456789abcdefghij",
  "AWS_SECRET_ACCESS_KEY='abcd' aws s3 ls",
]) {
  test(`forgotten: ${command}`, () => assert.equal(holdsSecret(command), true));
}

test("the newest comes first, each once", () => assert.deepEqual(withCommand(["a", "b", "c"], "b"), ["b", "a", "c"]));
test("a secret leaves the history as it was", () => assert.deepEqual(withCommand(["a"], "TOKEN=abcdefgh x"), ["a"]));

test("a history stays short and without repetitions", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 4 })), (commands) => {
      const history = commands.reduce<readonly string[]>(withCommand, []);
      assert.ok(history.length <= 15);
      assert.equal(new Set(history).size, history.length);
    }),
  );
});
