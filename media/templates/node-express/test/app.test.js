import assert from "node:assert/strict";
import { once } from "node:events";
import { after, before, test } from "node:test";
import { createApp } from "../app.js";

let server;
let address;

before(async () => {
  server = createApp({ greeting: "Hi <you>", secret: "x", dyno: "web.1" }).listen(0);
  await once(server, "listening");
  address = `http://127.0.0.1:${server.address().port}`;
});
after(() => server.close());

test("the start page greets, with the greeting as text", async () => {
  const page = await (await fetch(address)).text();
  assert.match(page, /<h1>Hi &lt;you&gt;<\/h1>/);
});

test("the time is JSON", async () => {
  const { time } = await (await fetch(`${address}/api/time`)).json();
  assert.ok(!Number.isNaN(Date.parse(time)));
});
