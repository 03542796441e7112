import assert from "node:assert/strict";
import { test } from "node:test";
import { during, explain, isUnauthorized, troubleOf, withoutLinks } from "../../../src/editor/explanation.ts";
import { cancelledError, networkError, platformError, timeoutError } from "../../../src/heroku/errors.ts";

const refused = (status: number, id: string, message: string, retryAfter?: number) =>
  platformError(message, {
    status,
    id,
    request: "GET /apps/x",
    url: undefined,
    requestId: "r",
    app: undefined,
    resource: undefined,
    retryAfter,
  });

const cases: [name: string, error: unknown, text: string, remedies: string[]][] = [
  ["not found", refused(404, "not_found", "Couldn't find that app."), "Couldn't find that app.", ["show-log"]],
  [
    "unauthorized",
    refused(401, "unauthorized", "Invalid credentials provided."),
    "Invalid credentials provided. Sign in again.",
    ["sign-in", "show-log"],
  ],
  [
    "rate limit",
    refused(429, "rate_limit", "Your account reached the API rate limit", 12_400),
    "Your account reached the API rate limit. Wait 13 s.",
    ["show-log"],
  ],
  [
    "500",
    refused(500, "http_500", "Internal Server Error"),
    "Internal Server Error. Heroku had a problem (status 500); try again.",
    ["show-log"],
  ],
  [
    "sandbox gone",
    networkError({ request: "GET /apps", host: "127.0.0.1:5180", cause: undefined, code: "ECONNREFUSED" }),
    "Cannot reach 127.0.0.1:5180: nothing listens there.",
    ["start-sandbox", "show-log"],
  ],
  [
    "no network",
    networkError({ request: "GET /apps", host: "api.heroku.com", cause: undefined, code: "ENOTFOUND" }),
    "Cannot reach api.heroku.com: there is no such host, or no network.",
    ["show-log"],
  ],
  ["timeout", timeoutError("GET /apps", 30_000), "No answer to GET /apps within 30 s.", ["show-log"]],
  ["a fault of ours", new TypeError("x is not a function"), "x is not a function.", ["show-log"]],
  ["not an error", "odd\nthing", "odd thing.", ["show-log"]],
];
for (const [name, error, text, remedies] of cases) {
  test(`${name} is explained`, () => assert.deepEqual(explain(error), { text, remedies }));
}

for (const error of [
  cancelledError("GET /apps"),
  Object.assign(new Error("Canceled"), { name: "Canceled" }),
  Object.assign(new Error("aborted"), { name: "AbortError" }),
]) {
  test(`${error.message} is never shown`, async () => {
    assert.equal(explain(error), undefined);
    await assert.rejects(
      during("Could not", () => Promise.reject(error)),
      error,
    );
  });
}

test("what was being done comes first, and the cause keeps its remedies", async () => {
  const cause = refused(401, "unauthorized", "Invalid credentials provided.");
  const failure = await during("web could not be scaled", () => Promise.reject(cause)).catch((error) => error);
  assert.deepEqual(explain(failure), {
    text: "web could not be scaled: Invalid credentials provided. Sign in again.",
    remedies: ["sign-in", "show-log"],
  });
  assert.equal(isUnauthorized(cause), true);
  assert.equal(isUnauthorized(failure), false);
});

for (const [error, trouble] of [
  [networkError({ request: "GET /apps", host: "h", cause: undefined, code: "ENOTFOUND" }), "unreachable"],
  [timeoutError("GET /apps", 1), "timed-out"],
  [refused(429, "rate_limit", "Wait"), "rate-limited"],
  [refused(503, "http_503", "Down"), "platform-problem"],
  [refused(403, "forbidden", "No"), "failed"],
  [new TypeError("x"), "failed"],
] as const) {
  test(`${error.message} is shown as ${trouble}`, () => assert.equal(troubleOf(error), trouble));
}

test("what others wrote makes no link in a message", () => {
  assert.equal(withoutLinks("[Fix](command:a.b) is taken"), "[Fix] (command:a.b) is taken");
  assert.equal(withoutLinks("a [b] (c)"), "a [b] (c)");
});
