import assert from "node:assert/strict";
import { test } from "node:test";
import { ask, startRouter } from "./setup.ts";

test("a request reaches the dyno, its answer the client, and one line the log", async () => {
  await using at = await startRouter();
  await at.dynos.http(at.app.id, (request, response) => {
    response.setHeader("Set-Cookie", ["a=1", "b=2"]);
    response.end(`${request.method} ${request.url}`);
  });
  const answer = await ask(at, "/path?query=1");
  assert.equal(answer.status, 200);
  assert.equal(answer.body, "GET /path?query=1");
  assert.deepEqual(answer.headers["set-cookie"], ["a=1", "b=2"]);
  assert.equal(answer.headers["via"], "1.1 heroku-router");
  const line = await at.log.line();
  assert.match(
    line.message,
    /^at=info method=GET path="\/path\?query=1" host=myapp\.localhost:\d+ request_id=[0-9a-f-]{36} fwd="127\.0\.0\.1" dyno=web\.1 connect=\d+ms service=\d+ms status=200 bytes=17 protocol=http1\.1 tls=false$/,
  );
});
