import assert from "node:assert/strict";
import { test } from "node:test";
import { invocationsOf, joinPath } from "../../../../src/procfile/commands/invocation.ts";
import { parseShell } from "../../../../src/procfile/shell/parse-shell.ts";

/** Command, and `program arguments` of each program that it starts, with its folder when it is not the first one. */
const table: readonly (readonly [string, readonly string[]])[] = [
  ["node x.js", ["node x.js"]],
  ["./bin/rails server", ["rails server"]],
  ["node_modules\\\\.bin\\\\next.cmd start", ["next start"]],
  ["exec env A=1 -u B bundle exec puma -p 1", ["puma -p 1"]],
  ["nohup nice -n 5 timeout -s KILL 30 run", ["run"]],
  ["python -u -m gunicorn app:app", ["gunicorn app:app"]],
  ["python3.12 -W ignore -m celery -A x", ["celery -A x"]],
  ["python manage.py x", ["python manage.py x"]],
  ["poetry run python -m flask run", ["flask run"]],
  ["uv run --with x --frozen uvicorn a:b", ["uvicorn a:b"]],
  ["npx -y -p serve serve -s x", ["serve -s x"]],
  ["dotenv -e .env.x -- node y", ["node y"]],
  ["doppler run --config x -- npm start", ["npm start"]],
  ["doppler run npm start", ["doppler run npm start"]],
  ["yarn start", ["yarn start"]],
  ["pnpm exec next start", ["next start"]],
  ["bin/start-nginx newrelic-admin run-program gunicorn x", ["gunicorn x"]],
  ["start-traffic-duplicator bundle exec rails s", ["rails s"]],
  ["exec", ["exec"]],
  ["env A=1", ["env A=1"]],
  ["cd a && cd ../b/c && run; cd $X && last", ["cd a", "cd ../b/c (a)", "run (b/c)", "cd $X (b/c)", "last (?)"]],
  ["bash -lc 'cd a && exec run x'", ["cd a", "run x (a)"]],
  ["sh -c \"sh -c 'run x'\"", ["run x"]],
  ["sh script.sh -c x", ["sh script.sh -c x"]],
  ["eval 'run x'", ["run x"]],
  ["A=1", []],
];

test("the programs behind wrappers are found, with the folder they start in", async (t) => {
  for (const [text, expected] of table) {
    await t.test(text, () => {
      const written = invocationsOf(parseShell(text)).map(({ program, args, folder }) => {
        const where = folder === "" ? "" : ` (${folder ?? "?"})`;
        return [program, ...args.map(({ value }) => value)].join(" ") + where;
      });
      assert.deepEqual(written, expected);
    });
  }
});

test("places of what stands in quotes are those of the quotes", () => {
  const text = "sh -c 'exec run x'";
  const [first] = invocationsOf(parseShell(text));
  assert.equal(text.slice(first?.word.start, first?.word.end), "'exec run x'");
  assert.equal(first?.quoted, true);
});

test("assignments of env count as the command's own", () => {
  const [first] = invocationsOf(parseShell("A=1 env B=2 C=$D run"));
  assert.deepEqual(
    first?.assignments.map(({ name, value }) => `${name}=${value.value}`),
    ["A=1", "B=2", "C=$D"],
  );
});

test("relative paths are joined, and what leaves the project is nowhere", () => {
  const paths = [joinPath("", "a/./b"), joinPath("a/b", "../c"), joinPath("a", "../.."), joinPath("", ".")];
  assert.deepEqual(paths, ["a/b", "a/c", undefined, ""]);
});
