import assert from "node:assert/strict";
import { test } from "node:test";
import { asTreeNode, rowOfApp } from "../../../../src/editor/tree/nodes.ts";
import { anApp, aPlatform, aTree } from "./builders.ts";

test("a row made for a command is that of the tree: the same app of the same account", async () => {
  const platform = aPlatform(anApp("demo"));
  const { tree, apps } = aTree(platform);
  const [row] = await apps();
  const entry = row && "appId" in row ? tree.entry(row.appId) : undefined;
  assert.ok(row?.kind === "app" && entry && row.sessionKey);
  const made = rowOfApp({ app: entry.app, session: { key: row.sessionKey } });
  assert.deepEqual(made, row);
  assert.equal(asTreeNode(made), made);
});
