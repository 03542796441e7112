import assert from "node:assert/strict";
import { test } from "node:test";
import { createClient } from "../../../../src/heroku/client.ts";
import { newestBuild } from "../../../../src/heroku/resources/builds.ts";
import { globalFetch } from "../../../../src/heroku/transports/global-fetch.ts";
import { serve } from "../http-server.ts";

const second = "2026-11-21T04:13:00Z";
const done = { id: "1", status: "succeeded", created_at: second };
const underWay = { id: "2", status: "pending", created_at: second };

const cases = [
  { name: "the one under way, though one of the same second stands first", builds: [done, underWay], expected: "2" },
  { name: "the first when none is under way", builds: [done, { ...done, id: "3" }], expected: "1" },
  { name: "none of an app that was never built", builds: [], expected: undefined },
];

for (const { name, builds, expected } of cases) {
  test(`newest build: ${name}`, async (t) => {
    const { url } = await serve(t, (_request, response) => {
      response.setHeader("content-type", "application/json").end(JSON.stringify(builds));
    });
    const client = createClient({
      apiUrl: url,
      token: "secret-token",
      transport: globalFetch,
      userAgent: "heroku-workbench/0.0.0",
    });
    assert.equal((await newestBuild(client, "app"))?.id, expected);
  });
}
