import assert from "node:assert/strict";
import { test } from "node:test";
import { withoutCovered } from "../../../../src/editor/processes/without-covered.ts";
import type { TreeNode } from "../../../../src/editor/tree/nodes.ts";
import { selectedNodes } from "../../../../src/editor/tree/nodes.ts";

const base = (appId: string, name: string) => ({ id: `${appId}/${name}`, parent: undefined, appId });
const app = (appId: string): TreeNode => ({ kind: "app", ...base(appId, "") });
const type = (appId: string, name: string): TreeNode => ({ kind: "process", ...base(appId, name), type: name });
const dyno = (appId: string, name: string): TreeNode => ({
  kind: "dyno",
  ...base(appId, name),
  type: name.split(".")[0] ?? "",
  dyno: name,
});

const [shop, web, web1, web2, worker1] = [
  app("shop"),
  type("shop", "web"),
  dyno("shop", "web.1"),
  dyno("shop", "web.2"),
  dyno("shop", "worker.1"),
];

for (const { name, rows, left } of [
  { name: "dynos stay", rows: [web1, web2], left: [web1, web2] },
  { name: "a type covers its dynos, and no others", rows: [web1, web, worker1], left: [web, worker1] },
  {
    name: "an app covers all of its own",
    rows: [web1, web, shop, dyno("blog", "web.1")],
    left: [shop, dyno("blog", "web.1")],
  },
  { name: "an app and its group are one", rows: [shop, { ...shop, id: "x" }], left: [shop] },
  {
    name: "the same app of another account is another",
    rows: [shop, { ...shop, sessionKey: "other" }],
    left: [shop, { ...shop, sessionKey: "other" }],
  },
]) {
  test(name, () => assert.deepEqual(withoutCovered(rows), left));
}

test("a row of the selection stands for all of it", () =>
  assert.deepEqual(selectedNodes(web1, [web1, web2]), [web1, web2]));
test("a row beside the selection stands for itself", () => assert.deepEqual(selectedNodes(web, [web1, web2]), [web]));
test("no row stands for none", () => assert.deepEqual(selectedNodes("shop", [web1]), []));
