import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { errorCodes } from "../../../src/logs/error-codes.ts";
import { formatRouterLine } from "../../../src/logs/router-line.ts";
import { type Grammar, tokenize } from "./tokenize.ts";

const file = new URL("../../../media/syntaxes/heroku-log.tmLanguage.json", import.meta.url);
const grammar = JSON.parse(readFileSync(file, "utf8")) as Grammar;

/** Scopes that the themes of VS Code colour; the longest that is in a name says how it looks. */
const coloured = [
  "comment",
  "constant.character",
  "constant.language",
  "constant.numeric",
  "entity.name.function",
  "entity.name.type",
  "keyword",
  "markup.inserted",
  "markup.underline.link",
  "string",
  "support.class",
  "support.type.property-name",
  "token.debug-token",
  "token.error-token",
  "token.info-token",
  "token.warn-token",
  "variable",
];

const at = "2026-11-20T15:13:46.677020+00:00";

const samples: [line: string, expected: Record<string, string>][] = [
  [
    `${at} heroku[router]: at=info method=GET path="/a?b=\\"c\\"" host=myapp.localhost:5001 request_id=8601b555-6a83-4c12-8269-97c8e32cdb22 fwd="127.0.0.1" dyno=web.1 connect=0ms service=18ms status=200 bytes=13 protocol=http1.1 tls=false`,
    {
      [at]: "comment.line.timestamp",
      heroku: "keyword.other.source.heroku",
      router: "entity.name.type.process.router",
      info: "token.info-token.level",
      GET: "keyword.control.method",
      "/a?b=": "string.quoted.double",
      "myapp.localhost:5001": "variable.other.host",
      "8601b555-6a83-4c12-8269-97c8e32cdb22": "comment.line.request-id",
      "127.0.0.1": "variable.other.address",
      "web.1": "entity.name.function.process",
      18: "constant.numeric.duration",
      200: "markup.inserted.status.success",
      13: "constant.numeric.bytes",
      "http1.1": "constant.language.protocol",
      service: "support.type.property-name.field",
    },
  ],
  [`${at} heroku[router]: at=info method=GET status=101`, { 101: "markup.inserted.status.success" }],
  [`${at} heroku[router]: at=info method=GET status=302`, { 302: "entity.name.type.status.redirect" }],
  [`${at} heroku[router]: at=info method=GET status=404`, { 404: "token.warn-token.status.client-error" }],
  [
    `${at} heroku[router]: at=error code=H12 desc="Request timeout" method=GET path="/" dyno= status=503 bytes=0`,
    {
      error: "token.error-token.level",
      H12: "token.error-token.error-code",
      "Request timeout": "string.quoted.double",
      503: "token.error-token.status.server-error",
      dyno: "support.type.property-name.field",
    },
  ],
  [
    `${at} heroku[router]: sock=client at=warning code=H27 desc="x" status=499`,
    { warning: "token.warn-token.level", H27: "token.warn-token.error-code", client: "constant.language" },
  ],
  [
    `${at} app[api]: Release v3 created by user a@b.c`,
    {
      api: "entity.name.type.process.api",
      Release: "keyword.control.release",
      v3: "constant.numeric.version",
      "a@b.c": "string.unquoted.user",
    },
  ],
  [
    `${at} app[api]: Deploy 193d1419 by user a@b.c`,
    { Deploy: "keyword.control.deploy", "193d1419": "constant.numeric.commit" },
  ],
  [
    `${at} app[api]: Scaled to web@2:Basic worker@0:Standard-1X by user a@b.c`,
    {
      "Scaled to": "keyword.control.scale",
      web: "entity.name.function.process",
      2: "constant.numeric.quantity",
      "Standard-1X": "constant.language.size",
    },
  ],
  [
    `${at} app[api]: Set A, B_C config vars by user a@b.c`,
    { Set: "keyword.control.config", "A, B_C": "variable.other.config-var" },
  ],
  [`${at} app[api]: Build failed -- check your build output`, { "Build failed": "token.error-token.build" }],
  [
    `${at} heroku[web.1]: State changed from starting to up`,
    { "web.1": "entity.name.function.process", starting: "constant.language.state", up: "markup.inserted.state" },
  ],
  [`${at} heroku[web.1]: State changed from up to crashed`, { crashed: "token.error-token.state" }],
  [`${at} heroku[web.1]: State changed from up to starting`, { starting: "token.warn-token.state" }],
  [
    `${at} heroku[web.1]: Starting process with command \`node web.js\``,
    { "`node web.js`": "string.interpolated.command" },
  ],
  [`${at} heroku[web.1]: Process exited with status 0`, { 0: "markup.inserted.status" }],
  [`${at} heroku[web.1]: Process exited with status 137`, { 137: "token.error-token.status" }],
  [`${at} heroku[web.1]: Stopping all processes with SIGTERM`, { SIGTERM: "constant.language.signal" }],
  [
    `${at} heroku[web.1]: Error R10 (Boot timeout) -> Web process failed to bind to $PORT`,
    { R10: "token.error-token.error-code", "(Boot timeout)": "token.error-token.description" },
  ],
  [
    `${at} heroku[web.1]: source=web.1 sample#memory_total=21.00MB`,
    { "sample#memory_total": "variable.other.metric", "21.00": "constant.numeric.metric", MB: "keyword.other.unit" },
  ],
  [
    `${at} app[web.1]: ERROR could not reach http://x.y/z "quoted"`,
    {
      app: "support.class.source.app",
      ERROR: "token.error-token.level",
      "http://x.y/z": "markup.underline.link",
      '"quoted"': "string.quoted.double",
    },
  ],
  [`${at} app[worker.2]: [WARN] slow`, { "worker.2": "entity.name.function.process", WARN: "token.warn-token.level" }],
  [`${at} app[web.1]: TypeError: x is not a function`, { TypeError: "token.error-token.exception" }],
  [
    `${at} app[web.1]: DEBUG level=info`,
    { DEBUG: "token.debug-token.level", level: "support.type.property-name.field" },
  ],
  [`${at} app[heroku-redis]: source=REDIS`, { "heroku-redis": "entity.name.function.process" }],
  ["--- the log goes on here", { "--- the log goes on here": "comment.line.notice" }],
];

for (const [line, expected] of samples) {
  test(line, () => {
    const tokens = tokenize(grammar, line);
    for (const [text, scope] of Object.entries(expected)) {
      const found = tokens.filter((token) => token.text === text).map((token) => token.scopes.at(-1));
      assert.ok(found.includes(`${scope}.heroku-log`), `${text}: ${found.join(" or ") || "no such token"}`);
    }
    assert.equal(tokens.map(({ text }) => text).join(""), line);
  });
}

test("every scope is one that the usual themes colour, or is punctuation", () => {
  const names = JSON.stringify(grammar).match(/"name":"[^"]+\.heroku-log"/g) ?? [];
  assert.ok(names.length > 80);
  for (const name of names) {
    const scope = name.slice(8, -1);
    assert.ok(
      /^(?:meta\.line|punctuation)\./.test(scope) || coloured.some((one) => scope.startsWith(`${one}.`)),
      scope,
    );
  }
});

test("every code that the router writes stands out", () => {
  for (const { code, desc } of errorCodes.values()) {
    if (!code.startsWith("H")) continue;
    const empty = {
      sock: null,
      method: "GET",
      path: "/",
      host: "h",
      requestId: "r",
      fwd: "f",
      dyno: null,
      connect: null,
      service: null,
    };
    const rest = { status: 503, bytes: null, protocol: "http1.1", tls: false, tlsVersion: null };
    const message = formatRouterLine({ ...empty, ...rest, at: "error", code, desc });
    const token = tokenize(grammar, `${at} heroku[router]: ${message}`).find(({ text }) => text === code);
    assert.match(token?.scopes.at(-1) ?? "", /^token\.(?:error|warn)-token\.error-code/);
  }
});

test("a message in the middle of a line that looks like another line changes nothing", () => {
  const tokens = tokenize(grammar, `${at} app[web.1]: ${at} heroku[router]: at=error`);
  assert.equal(tokens.filter(({ scopes }) => scopes.includes("comment.line.timestamp.heroku-log")).length, 1);
});
