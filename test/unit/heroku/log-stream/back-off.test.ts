import assert from "node:assert/strict";
import { test } from "node:test";
import { networkError } from "../../../../src/heroku/errors.ts";
import { createBackOff } from "../../../../src/heroku/log-stream/back-off.ts";

const away = networkError({ request: "GET /x", host: "h", cause: undefined, code: "ECONNREFUSED" });

for (const [name, error, delays] of [
  ["a host that does not answer", away, [1000, 2000, 4000, 5000, 5000]],
  ["a stream that ends again and again", undefined, [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]],
] as const) {
  test(`${name} is tried after ${delays.join(", ")} ms`, () => {
    const backOff = createBackOff(() => 1);
    assert.deepEqual(
      delays.map(() => backOff.next(error)),
      delays,
    );
  });
}
