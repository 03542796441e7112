import assert from "node:assert/strict";
import { json } from "node:stream/consumers";
import { test } from "node:test";
import { createClient } from "../../../../src/heroku/client.ts";
import { authorizeByPassword, findAuthorization } from "../../../../src/heroku/resources/authorizations.ts";
import { globalFetch } from "../../../../src/heroku/transports/global-fetch.ts";
import { serve } from "../http-server.ts";

const wire = { transport: globalFetch, userAgent: "test" };

test("a password buys a token of thirty days, with the code in a header", async (t) => {
  const made = { id: "1", description: "d", access_token: { id: "2", token: "bought", expires_in: 2592000 } };
  const { url: apiUrl } = await serve(t, async (request, response) => {
    assert.equal(request.headers.authorization, `Basic ${Buffer.from("me@example.com:pä:ss").toString("base64")}`);
    assert.equal(request.headers["heroku-two-factor-code"], "123456");
    assert.deepEqual(await json(request), { description: "d", expires_in: 2592000, scope: ["global"] });
    response.writeHead(201, { "Content-Type": "application/json" }).end(JSON.stringify(made));
  });
  const login = { apiUrl, ...wire, email: "me@example.com", password: "pä:ss", code: "123456", description: "d" };
  assert.deepEqual(await authorizeByPassword(login), made);
});

for (const [listed, isOurs] of [
  ["HRKU-1234-5678", true],
  ["HRKU-**********5678", true],
  ["HRKU-**********", true],
  ["HRKU-**********9999", false],
  ["**********", false],
  ["HRKU-1234", false],
] as const) {
  test(`an authorization listed with the token ${listed} is ${isOurs ? "ours" : "another"}`, async (t) => {
    const { url } = await serve(t, (_request, response) => {
      const all = [{ id: "1", description: "", access_token: { id: "2", token: listed, expires_in: null } }];
      response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(all));
    });
    const client = createClient({ apiUrl: url, token: "HRKU-1234-5678", ...wire });
    assert.equal((await findAuthorization(client, "HRKU-1234-5678"))?.id, isOurs ? "1" : undefined);
  });
}

for (const [listed, ours] of [
  [["HRKU-**********", "HRKU-**********"], undefined],
  [["HRKU-**********5678", "HRKU-**********9999"], "0"],
  [["HRKU-**********", "HRKU-1234-5678"], "1"],
] as const) {
  test(`of authorizations listed as ${listed.join(" and ")} ours is ${ours ?? "not known: it may be another's"}`, async (t) => {
    const { url } = await serve(t, (_request, response) => {
      const all = listed.map((token, id) => ({ id: String(id), description: "", access_token: { token } }));
      response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(all));
    });
    const client = createClient({ apiUrl: url, token: "HRKU-1234-5678", ...wire });
    assert.equal((await findAuthorization(client, "HRKU-1234-5678"))?.id, ours);
  });
}
