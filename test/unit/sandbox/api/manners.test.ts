import assert from "node:assert/strict";
import { request } from "node:http";
import { connect } from "node:net";
import { after, before, test } from "node:test";
import { type Api, startApi } from "./api-fixture.ts";

let api: Api;
before(async () => {
  api = await startApi();
  await api.call("POST", "/apps", { name: "manners" });
});
after(async () => {
  assert.deepEqual(api.errors, []);
  await api.close();
});

/** fetch sets `Host` itself. */
function statusWith(headers: Record<string, string>, path = "/account"): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(`${api.url}${path}`, {
      headers: { authorization: `Bearer ${api.token}`, accept: "application/vnd.heroku+json; version=3", ...headers },
    });
    asked.on("response", (response) => resolve(response.resume().statusCode ?? 0)).on("error", reject);
    asked.end();
  });
}

const port = () => new URL(api.url).port;

test("answers to its own names only", async () => {
  assert.equal(await statusWith({ host: `127.0.0.1:${port()}` }), 200);
  assert.equal(await statusWith({ host: `LOCALHOST:${port()}` }), 200);
  const foreign = [
    "evil.example",
    `evil.example:${port()}`,
    "127.0.0.1",
    "127.0.0.1:1",
    `127.0.0.1.evil.example:${port()}`,
  ];
  for (const host of foreign) assert.equal(await statusWith({ host }), 403, host);
  for (const path of ["/manners.git/info/refs", "/streams/x", "/sources/x"]) {
    assert.equal(await statusWith({ host: "evil.example" }, path), 403, path);
  }
});

test("answers no web page but its own", async () => {
  assert.equal(await statusWith({ origin: `http://127.0.0.1:${port()}` }), 200);
  for (const origin of ["http://evil.example", "null", "https://localhost", `https://127.0.0.1:${port()}`, ""]) {
    assert.equal(await statusWith({ origin }), 403, origin);
  }
});

const basic = (user: string, password: string) => `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;

test("takes the token as Bearer and as the password of Basic", async () => {
  for (const authorization of [
    `Bearer ${api.token}`,
    `bearer ${api.token}`,
    basic("", api.token),
    basic("heroku", api.token),
  ]) {
    assert.equal((await api.call("GET", "/account", undefined, { authorization })).status, 200, authorization);
  }
  for (const authorization of [
    "",
    "Bearer x",
    `Token ${api.token}`,
    basic(api.token, ""),
    "Basic",
    `Bearer ${api.token}x`,
  ]) {
    const { status, body } = await api.call("GET", "/account", undefined, { authorization });
    assert.deepEqual([status, body["id"]], [401, "unauthorized"], authorization);
  }
});

test("asks for a version, and serves version 3 and its variants", async () => {
  const versions = ["3", "3.sdk", "3.pipelines", "3.cancel-build", "3.buildpack-registry", '"3"'];
  for (const version of versions) {
    const accept = `application/vnd.heroku+json; version=${version}`;
    assert.equal((await api.call("GET", "/account", undefined, { accept })).status, 200, version);
  }
  const twice = "text/html, application/vnd.heroku+json;version=3;q=0.5";
  assert.equal((await api.call("GET", "/account", undefined, { accept: twice })).status, 200);
  const wrong: [string, number, string][] = [
    ["application/vnd.heroku+json; version=4", 406, "not_acceptable"],
    ["application/vnd.heroku+json; version=33", 406, "not_acceptable"],
    ["application/json", 400, "missing_version"],
    ["*/*", 400, "missing_version"],
  ];
  for (const [accept, status, id] of wrong) {
    const answer = await api.call("GET", "/account", undefined, { accept });
    assert.deepEqual([answer.status, answer.body["id"]], [status, id], accept);
  }
});

test("answers a request id of its own, then the client's", async () => {
  const sent = "11111111-2222-3333-4444-555555555555";
  const { headers } = await api.call("GET", "/account", undefined, { "request-id": `${sent}, bad"id` });
  assert.match(headers.get("request-id") ?? "", new RegExp(`^[0-9a-f-]{36},${sent}$`));
});

test("an ETag stays as long as the resource does, and a 304 has no body", async () => {
  const first = await api.call("GET", "/apps/manners");
  const etag = first.headers.get("etag") ?? "";
  assert.match(etag, /^"[0-9a-f]{32}"$/);
  for (const header of [etag, `"x", W/${etag}`, "*"]) {
    const same = await api.call("GET", "/apps/manners", undefined, { "if-none-match": header });
    assert.deepEqual([same.status, same.text, same.headers.get("etag")], [304, "", etag]);
  }
  await api.call("PATCH", "/apps/manners", { maintenance: true });
  const changed = await api.call("GET", "/apps/manners", undefined, { "if-none-match": etag });
  assert.equal(changed.status, 200);
  assert.notEqual(changed.headers.get("etag"), etag);
});

test("If-Match lets a write through only while nothing has changed", async () => {
  const read = await api.call("GET", "/apps/manners/config-vars");
  const etag = read.headers.get("etag") ?? "";
  const write = (value: string) =>
    api.call("PATCH", "/apps/manners/config-vars", { VALUE: value }, { "if-match": etag });
  assert.equal((await write("1")).status, 200);
  const late = await write("2");
  assert.deepEqual([late.status, late.body["id"]], [412, "precondition_failed"]);
  const now = await api.call("GET", "/apps/manners/config-vars");
  assert.deepEqual(now.body, { VALUE: "1" });
});

test("bodies that are no JSON object are 400, larger ones than a megabyte 413, on a connection that lives on", async () => {
  for (const body of ["{", "[]", "1", '"x"', "null", "name=x"]) {
    const answer = await api.call("POST", "/apps", body);
    assert.deepEqual([answer.status, answer.body["id"]], [400, "bad_request"], body);
  }
  const huge = await api.call("POST", "/apps", `{"name":"${"x".repeat(2_000_000)}"}`);
  assert.deepEqual([huge.status, huge.body["id"]], [413, "request_too_large"]);
  assert.equal((await api.call("GET", "/account")).status, 200);
});

test("a wrong method, an unknown or mangled path is 404", async () => {
  const paths = [
    "/nope",
    "/",
    "//",
    "/apps/manners/nope",
    "/apps//dynos",
    "/apps/%",
    "/apps/%zz/dynos",
    "/..%2f..%2fetc",
    "/apps/manners/dynos/a/b/c",
  ];
  for (const path of paths) assert.equal((await api.call("GET", path)).status, 404, path);
  assert.equal((await api.call("PUT", "/apps")).status, 404);
  const { body } = await api.call("GET", "/apps/nope");
  assert.deepEqual(body, { id: "not_found", message: "Couldn't find that app.", resource: "app" });
});

test("POST with X-Http-Method-Override is the method it says", async () => {
  const answer = await api.call("POST", "/apps/manners", { maintenance: false }, { "x-http-method-override": "patch" });
  assert.deepEqual([answer.status, answer.body["maintenance"]], [200, false]);
});

test("HEAD answers as GET does, without a body", async () => {
  const [get, head] = await Promise.all([api.call("GET", "/apps/manners"), api.call("HEAD", "/apps/manners")]);
  assert.deepEqual([head.status, head.text, head.headers.get("etag")], [200, "", get.headers.get("etag")]);
  assert.equal(head.headers.get("content-length"), String(Buffer.byteLength(get.text)));
});

/** What is answered to bytes that no client would send. */
function answerTo(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port()), "127.0.0.1", () => socket.write(bytes));
    socket.once("data", (chunk) => {
      resolve(chunk.toString("latin1"));
      socket.destroy();
    });
    socket.once("error", reject).once("end", () => resolve(""));
  });
}

test("garbage on the wire is answered 400, and the next client is served", async () => {
  const host = `Host: 127.0.0.1:${port()}\r\n`;
  const garbage = [
    "\0\0\0\r\n\r\n",
    "GET\r\n\r\n",
    `GET http://127.0.0.1/account HTTP/1.1\r\n${host}\r\n`,
    "GET /account HTTP/1.1\r\n\r\n",
  ];
  for (const bytes of garbage) assert.match(await answerTo(bytes), /^HTTP\/1.1 400 /, JSON.stringify(bytes));
  assert.equal((await api.call("GET", "/account")).status, 200);
});

test("of many who want a name at once, one gets it", async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, () => api.call("POST", "/apps", { name: "wanted" })));
  assert.deepEqual(answers.map(({ status }) => status).sort(), [201, ...Array(9).fill(422)]);
});

test("git asks for the token first, and knows no unknown app", async () => {
  const path = "/manners.git/info/refs?service=git-receive-pack";
  const refused = await api.call("GET", path, undefined, { authorization: "" });
  assert.deepEqual([refused.status, refused.headers.get("www-authenticate")], [401, 'Basic realm="Heroku sandbox"']);
  assert.equal((await api.call("GET", path, undefined, { authorization: basic("x", api.token) })).text, "git");
  assert.equal((await api.call("GET", "/nope.git/info/refs")).status, 404);
});

test("250 apps come in two pages, each app once", async () => {
  const many = await startApi();
  for (let index = 0; index < 250; index++) {
    many.parts.store.apps.create({ name: `many-${index}`, regionName: "us", stackName: "heroku-24" });
  }
  const first = await many.call("GET", "/apps");
  const next = first.headers.get("next-range") ?? "";
  const second = await many.call("GET", "/apps", undefined, { range: next });
  assert.deepEqual([first.status, first.list.length, second.status, second.list.length], [206, 200, 200, 50]);
  assert.equal(new Set([...first.list, ...second.list].map((app) => app["name"])).size, 250);
  assert.equal(second.headers.get("next-range"), null);
  const again = { range: next, "if-none-match": second.headers.get("etag") ?? "" };
  assert.equal((await many.call("GET", "/apps", undefined, again)).status, 304);
  await many.close();
});

test("an empty pool is 429; asking how much is left costs nothing", async () => {
  const poor = await startApi({ rateLimitPool: 3, rateLimitPerMinute: 0.001 });
  const left = async () => (await poor.call("GET", "/account/rate-limits")).body["remaining"];
  assert.equal(await left(), 3);
  for (const remaining of ["2", "1", "0"]) {
    assert.equal((await poor.call("GET", "/account")).headers.get("ratelimit-remaining"), remaining);
  }
  const refused = await poor.call("GET", "/account");
  assert.deepEqual([refused.status, refused.body["id"]], [429, "rate_limit"]);
  assert.equal(await left(), 0);
  await poor.close();
});
