import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { checkCommands } from "../../../../src/procfile/commands/check-commands.ts";
import { parse } from "../../../../src/procfile/syntax.ts";
import { type Project, surroundingsOf } from "./project.ts";

const runs = Number(process.env["HEROKU_WORKBENCH_FUZZ"] ?? 1500);

const words = fc.constantFrom(
  ..."web worker release : && || | ; & ( ) \" ' $( ` # \n -p -b --port --bind=127.0.0.1:80 3000 $PORT $X %X% env exec".split(
    " ",
  ),
  ..."bundle exec puma gunicorn uvicorn app:app python -m manage.py runserver node server.js npm run start yarn x".split(
    " ",
  ),
  ..."sh -c 'node x &' nohup setsid sudo cd src source ~/.bashrc celery -A tasks java -jar x.jar php -S localhost:80".split(
    " ",
  ),
  ..."timeout -s doppler -- nice -n foreman heroku local set A=1 PORT=3000 bin/x ./x.sh redis-server --daemonize".split(
    " ",
  ),
);
const lines = fc.array(words, { maxLength: 14 }).map((parts) => parts.join(" "));
const texts = fc.array(fc.tuple(fc.constantFrom("web", "worker", "release", "x"), lines), { maxLength: 6 });
const asText = (list: readonly (readonly [string, string])[]) =>
  list.map(([name, line]) => `${name}: ${line}`).join("\n");

const projects: readonly Project[] = [
  { complete: false },
  { files: ["server.js", "src/x.js"], scripts: { start: "nodemon server.js" }, dotenv: ["X"] },
  { files: ["app.py", "manage.py"], app: [], file: "api/Procfile" },
];

test("any Procfile is checked: problems and fixes stay in their lines", () => {
  const property = fc.property(texts, fc.constantFrom(...projects), (list, project) => {
    const document = parse(asText(list));
    for (const { range, fixes = [] } of checkCommands(document, surroundingsOf(project))) {
      for (const { start, end } of [range, ...fixes.flatMap(({ edits }) => edits.map((edit) => edit.range))]) {
        const length = document.lines[start.line]?.text.length ?? -1;
        assert.ok(start.line === end.line && start.character <= end.character && end.character <= length);
      }
    }
  });
  fc.assert(property, { numRuns: runs });
});

test("what is remembered of a line is what a new look finds", () => {
  const property = fc.property(
    texts,
    fc.constantFrom(...projects),
    fc.constantFrom(...projects),
    (list, one, other) => {
      const document = parse(asText(list));
      checkCommands(document, surroundingsOf(one));
      const again = checkCommands(document, surroundingsOf(other));
      assert.deepEqual(again, checkCommands(parse(asText(list)), surroundingsOf(other)));
    },
  );
  fc.assert(property, { numRuns: Math.ceil(runs / 5) });
});

test("ten thousand lines and a line of megabytes are checked in no time that a person notices", async (t) => {
  const surroundings = surroundingsOf({
    files: ["server.js", "app.py"],
    scripts: { start: "node server.js" },
    dotenv: [],
  });
  const many = Array.from({ length: 10_000 }, (_, index) => `p${index}: bundle exec run --queue q${index} -c 5 $PORT`);
  const long = [
    "sh -c '",
    "env A=1 ",
    "doppler run -- ",
    "--port 3000 ",
    "a & ",
    "$X ",
    "%A%",
    "\u201c",
    "a\\",
    "cd x && ",
  ];
  const inputs = [many.join("\n"), ...long.map((piece) => `web: ${piece.repeat(2_000_000 / piece.length)}`)];
  for (const text of inputs) {
    await t.test(text.slice(0, 30), () => {
      const document = parse(text);
      const began = performance.now();
      checkCommands(document, surroundings);
      const took = performance.now() - began;
      // Generous, for machines that do other things as well: quadratic time would be minutes.
      assert.ok(took < 5000, `${took} ms`);
    });
  }
});
