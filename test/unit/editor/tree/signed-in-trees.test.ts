import assert from "node:assert/strict";
import { test } from "node:test";
import { createSignedInTrees } from "../../../../src/editor/tree/signed-in-trees.ts";
import { createClient } from "../../../../src/heroku/client.ts";
import type { App } from "../../../../src/heroku/resources/types.ts";
import type { Transport } from "../../../../src/heroku/transport.ts";
import { anApp, aSession } from "./builders.ts";

/** A platform that answers everything with these apps, and notes with which token it was asked. */
function platform(...apps: App[]) {
  const tokens: string[] = [];
  const transport: Transport = async ({ headers }) => {
    tokens.push(String(headers["Authorization"] ?? headers["authorization"]));
    const body = (async function* () {
      yield Buffer.from(JSON.stringify(apps));
    })();
    return { status: 200, headers: new Headers({ "content-type": "application/json" }), body };
  };
  const client = (token: string) =>
    createClient({ apiUrl: "https://api.heroku.com", token, transport, userAgent: "heroku-workbench/test" });
  return { tokens, client };
}

test("an account whose token was renewed keeps its tree and asks with the new one", async () => {
  const { tokens, client } = platform(anApp("one"));
  const trees = createSignedInTrees(() => {});
  const before = aSession("me", { client: client("old") });
  assert.equal(trees.follow([before]), true);
  const [first] = trees.all;
  await first?.tree.list.ready();
  const after = aSession("me", { client: client("new") });
  assert.equal(trees.follow([after]), false);
  assert.equal(trees.all[0], first);
  assert.equal(first?.session, after);
  await first?.tree.refresh();
  assert.deepEqual([...new Set(tokens)], ["Bearer old", "Bearer new"]);
  assert.equal(first?.tree.find("one")?.id, "id-of-one");
  trees.dispose();
});

test("an account that is gone is let go, and the others stay as they are, in the order of the accounts", async () => {
  const { client } = platform(anApp("one"));
  const trees = createSignedInTrees(() => {});
  const [me, box] = [aSession("me", { client: client("a") }), aSession("box", { client: client("b") })];
  trees.follow([me, box]);
  const [ofMe, ofBox] = trees.all;
  await ofMe?.tree.list.ready();
  assert.equal(trees.follow([box, me]), true);
  assert.deepEqual(trees.all, [ofBox, ofMe]);
  assert.equal(trees.follow([box]), true);
  assert.deepEqual(trees.all, [ofBox]);
  assert.equal(ofMe?.tree.find("one"), undefined);
  trees.dispose();
});
