import assert from "node:assert/strict";
import { test } from "node:test";
import { foldersOf, placesIn, typeOfLine } from "../../../../src/editor/local/output-places.ts";

const lines: readonly [line: string, found: readonly string[]][] = [
  ["09:00:00 api.1 |     at get (lib/a.js:3:7)", ["lib/a.js 3 7"]],
  ["from app/models/user.rb:12:in `save'", ["app/models/user.rb 12 -"]],
  ['  File "shop/views.py", line 40, in get', ["shop/views.py 40 -"]],
  ["compiled main.go and ./util.go:9", ["main.go - -", "./util.go 9 -"]],
  ["an absolute path is VS Code's: /srv/app/a.js:3", []],
  ["so is an address: http://localhost:5000/a.js", []],
  ["version 1.2.3 took 0.5 s", []],
  ["", []],
];

for (const [line, found] of lines) {
  test(`files in a line of output: ${line}`, () => {
    const places = placesIn(line);
    assert.deepEqual(
      places.map(({ path, line, column }) => `${path} ${line ?? "-"} ${column ?? "-"}`),
      found,
    );
    for (const { start, length, path } of places) assert.ok(line.slice(start, start + length).startsWith(path));
  });
}

test("a line says by its prefix whose it is", () => {
  assert.equal(typeOfLine("09:00:00 web-api.12 | a | b"), "web-api");
  assert.equal(typeOfLine("web.1    | a"), "web");
  assert.equal(typeOfLine("09:00:00 system | all processes are ready"), undefined);
  assert.equal(typeOfLine("a web.1 | b"), undefined);
});

test("a command enters folders", () => {
  assert.deepEqual(foldersOf("node server.js"), []);
  assert.deepEqual(foldersOf("cd api && exec node server.js"), ["api"]);
  assert.deepEqual(foldersOf("sh -c 'cd ./api/ && cd jobs; node a.js'"), ["api/", "api/jobs"]);
  assert.deepEqual(foldersOf("pushd 'my api' && (cd \"two words\"; a)"), ["my api", "my api/two words"]);
  assert.deepEqual(foldersOf("cd /srv && cd .. && cd $HOME; abcd api --cd=x"), []);
});
