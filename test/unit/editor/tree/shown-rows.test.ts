import assert from "node:assert/strict";
import { test } from "node:test";
import type { AppDetails } from "../../../../src/editor/tree/app-details.ts";
import { lookOf } from "../../../../src/editor/tree/look.ts";
import type { AnyNode, TreeNode } from "../../../../src/editor/tree/nodes.ts";
import { rowsNow } from "../../../../src/editor/tree/rows.ts";
import { createShownRows } from "../../../../src/editor/tree/shown-rows.ts";
import { aDyno, aFormation, anApp, aPlatform, around, aTree } from "./builders.ts";

async function shownTree() {
  const platform = aPlatform(anApp("a"));
  platform.types = [aFormation("web", 1)];
  platform.running = [aDyno("web.1", "up")];
  platform.vars = { ONE: "1", TWO: "2" };
  const { tree, apps } = aTree(platform);
  const shown = createShownRows<AnyNode>();
  const [app] = await apps();
  assert.ok(app);
  const details = tree.details(app.appId) as AppDetails;
  let now = new Date("2026-11-20T10:05:30Z");
  const entry = tree.entry(app.appId);
  assert.ok(entry);
  const look = (node: AnyNode) => lookOf(node as TreeNode, entry, { ...around, now });
  const rows = (node: AnyNode) => rowsNow(node as TreeNode, details);
  const show = async (node: TreeNode): Promise<void> => {
    const rows = await tree.children(node);
    shown.looked(node, look(node));
    shown.listed(node, rows);
    for (const row of rows) await show(row);
    shown.looked(node, look(node));
  };
  await show(app);
  const differing = () => shown.differing(app, { look, rows }).map(({ id }) => id.replace(app.id, ""));
  const wait = (minutes: number) => {
    now = new Date(now.getTime() + minutes * 60_000);
  };
  return { platform, tree, details, differing, wait, shown, app, look, rows };
}

test("nothing changed, nothing is shown again", async () => {
  const { tree, differing } = await shownTree();
  await tree.refresh();
  assert.deepEqual(differing(), []);
});

test("a dyno that changes its state is shown again alone", async () => {
  const { platform, tree, differing } = await shownTree();
  platform.running = [aDyno("web.1", "starting")];
  await tree.refresh();
  assert.deepEqual(differing(), ["/processes/web/web.1"]);
});

test("a new one-off dyno shows the processes again, and not the config vars", async () => {
  const { platform, tree, differing } = await shownTree();
  platform.running = [aDyno("web.1", "up"), aDyno("run.7", "up")];
  await tree.refresh();
  assert.deepEqual(differing(), ["/processes"]);
});

test("what the app's own row says shows the app again", async () => {
  const { platform, tree, differing } = await shownTree();
  platform.types = [aFormation("web", 2)];
  await tree.refresh();
  assert.deepEqual(differing(), [""]);
});

test("a revealed config var is shown again alone", async () => {
  const { tree, details, differing } = await shownTree();
  const config = details.groups[1];
  assert.ok(config);
  const [one] = await tree.children(config);
  assert.equal(one?.kind, "configVar");
  if (one?.kind === "configVar") tree.setRevealed(one, true);
  assert.deepEqual(differing(), ["/config/ONE"]);
});

test("time alone makes a dyno older", async () => {
  const { differing, wait } = await shownTree();
  wait(1);
  assert.deepEqual(differing(), ["/processes/web/web.1"]);
});

test("what was never shown is not shown again", async () => {
  const { platform, tree, differing, shown } = await shownTree();
  shown.clear();
  platform.running = [];
  await tree.refresh();
  assert.deepEqual(differing(), []);
});

test("of a whole view the rows that differ, and all of it when others are at the top", async () => {
  const { platform, tree, shown, app, look, rows } = await shownTree();
  shown.listed(undefined, [app]);
  assert.deepEqual(shown.differingBelow([app], { look, rows }), []);
  platform.running = [aDyno("web.1", "starting")];
  await tree.refresh();
  assert.deepEqual(
    shown.differingBelow([app], { look, rows })?.map(({ id }) => id),
    [`${app.id}/processes/web/web.1`],
  );
  assert.equal(shown.differingBelow([], { look, rows }), undefined);
});
