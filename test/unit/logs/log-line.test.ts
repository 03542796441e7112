import assert from "node:assert/strict";
import { test } from "node:test";
import { formatLogLine, type LogLine, parseLogLine } from "../../../src/logs/log-line.ts";

const cases: [line: string, expected: LogLine | undefined][] = [
  [
    "2010-09-16T15:13:46.677020+00:00 app[web.1]: Processing PostController#list",
    parsed("app", "web.1", "Processing PostController#list"),
  ],
  [
    "2010-09-16T15:13:46.677020+00:00 heroku[router]: at=info method=GET",
    parsed("heroku", "router", "at=info method=GET"),
  ],
  [
    "2010-09-16T15:13:46.677020+00:00 app[api]: Set A, B config vars by user a@b.c",
    parsed("app", "api", "Set A, B config vars by user a@b.c"),
  ],
  ["2010-09-16T15:13:46.677020+00:00 heroku: no process", parsed("heroku", null, "no process")],
  ["2010-09-16T15:13:46.677020+00:00 app[heroku-redis]: source=REDIS", parsed("app", "heroku-redis", "source=REDIS")],
  ["2010-09-16T15:13:46.677020+00:00 app[web-123-456]: fir", parsed("app", "web-123-456", "fir")],
  ["2010-09-16T15:13:46.677020+00:00 app[web.1]: ", parsed("app", "web.1", "")],
  ["2010-09-16T15:13:46.677020+00:00 app[web.1]:", parsed("app", "web.1", "")],
  ["2010-09-16T15:13:46.677020+00:00 app[web.1]:   two more spaces", parsed("app", "web.1", "  two more spaces")],
  ["2010-09-16T15:13:46.677020+00:00 app[web.1]: a\u2028b\rc: [d]: e", parsed("app", "web.1", "a\u2028b\rc: [d]: e")],
  [
    "2013-03-18T18:23:49Z heroku[web.1]: short time",
    { ...parsed("heroku", "web.1", "short time"), timestamp: "2013-03-18T18:23:49Z" },
  ],
  ["", undefined],
  ["the rest of a split line", undefined],
  ["    at Server.<anonymous> (/app/web.js:3:9)", undefined],
  ["yesterday app[web.1]: x", undefined],
  ["2010-09-16T15:13:46.677020+00:00 app[web.1] x", undefined],
];

for (const [line, expected] of cases) {
  test(`log line ${JSON.stringify(line)}`, () => assert.deepEqual(parseLogLine(line), expected));
}

test("a line that was read is written the same", () => {
  for (const [line, expected] of cases) {
    if (expected && line.includes(": ")) assert.equal(formatLogLine(expected), line);
  }
});

function parsed(source: string, process: string | null, message: string): LogLine {
  return { timestamp: "2010-09-16T15:13:46.677020+00:00", source, process, message };
}
