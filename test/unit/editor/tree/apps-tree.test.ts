import assert from "node:assert/strict";
import { test } from "node:test";
import type { TreeNode } from "../../../../src/editor/tree/nodes.ts";
import { aCollaborator, aDyno, aFormation, anApp, aPlatform, aRelease, aTree, type FakePlatform } from "./builders.ts";

function treeOf(platform: FakePlatform) {
  const { tree, changes, apps } = aTree(platform);
  const under = async (...path: string[]): Promise<readonly TreeNode[]> => {
    let rows: readonly TreeNode[] = await apps();
    for (const name of path) {
      const row = rows.find(({ id }) => id.endsWith(`/${name}`));
      assert.ok(row, `no row ${name}`);
      rows = await tree.children(row);
    }
    return rows;
  };
  const ids = async (...path: string[]) => (await under(...path)).map(({ id }) => id.split("/").at(-1));
  return { tree, changes, under, ids };
}

test("apps come by name", async () => {
  const { tree, ids } = treeOf(aPlatform(anApp("zebra"), anApp("apple"), anApp("mine")));
  assert.deepEqual(await ids(), ["id-of-apple", "id-of-mine", "id-of-zebra"]);
  assert.equal(tree.find("mine")?.id, "id-of-mine");
  assert.equal(tree.find("id-of-zebra")?.name, "zebra");
});

test("a collapsed app costs no request", async () => {
  const platform = aPlatform(anApp("one"), anApp("two"));
  const { ids } = treeOf(platform);
  assert.deepEqual(await ids("id-of-one"), [
    "processes",
    "config",
    "collaborators",
    "releases",
    "addons",
    "domains",
    "buildpacks",
    "features",
  ]);
  assert.deepEqual(platform.asked, ["apps"]);
});

test("process types have web first and the dynos under them by number; one-off types come last", async () => {
  const platform = aPlatform(anApp("one"));
  platform.types = [aFormation("worker", 1), aFormation("web", 10)];
  platform.running = [aDyno("web.10", "up"), aDyno("run.77", "up"), aDyno("web.2", "up"), aDyno("worker.1", "up")];
  const { ids } = treeOf(platform);
  assert.deepEqual(await ids("id-of-one", "processes"), ["web", "worker", "run"]);
  assert.deepEqual(await ids("id-of-one", "processes", "web"), ["web.2", "web.10"]);
  assert.deepEqual(platform.asked, ["apps", "formation of one", "dynos of one"]);
});

test("config vars and collaborators by name; an empty group holds a note", async () => {
  const platform = aPlatform(anApp("one"));
  platform.vars = { ZED: "1", ALPHA: "2" };
  const { ids } = treeOf(platform);
  assert.deepEqual(await ids("id-of-one", "config"), ["ALPHA", "ZED"]);
  assert.deepEqual(await ids("id-of-one", "collaborators"), ["note"]);
  assert.deepEqual(await ids("id-of-one", "processes"), ["note"]);
});

test("a refresh asks only for what has been looked at, and tells of a change once", async () => {
  const platform = aPlatform(anApp("one"), anApp("two"));
  platform.people = [aCollaborator("a@example.com")];
  const { tree, ids, changes } = treeOf(platform);
  await ids("id-of-one", "collaborators");
  platform.asked.length = 0;
  changes.length = 0;
  await tree.refresh();
  assert.deepEqual(platform.asked.sort(), ["apps", "collaborators of one"]);
  assert.deepEqual(changes, []);
  platform.people = [aCollaborator("a@example.com"), aCollaborator("b@example.com")];
  await tree.refresh({ name: "one" });
  assert.deepEqual(changes, ["me/app/id-of-one"]);
  assert.deepEqual(await ids("id-of-one", "collaborators"), ["a@example.com", "b@example.com"]);
});

test("an app that was renamed keeps its row and what was loaded of it", async () => {
  const platform = aPlatform(anApp("one"));
  const { tree, ids } = treeOf(platform);
  await ids("id-of-one", "config");
  platform.list = [anApp("newer", { id: "id-of-one" })];
  platform.asked.length = 0;
  await tree.refresh();
  assert.equal(tree.find("newer")?.id, "id-of-one");
  assert.equal(tree.find("one"), undefined);
  assert.deepEqual(await ids(), ["id-of-one"]);
  assert.deepEqual(platform.asked, ["apps", "config vars of one", "addons of one", "attachments of one"]);
});

test("an app that is gone leaves the list, and its rows have nothing under them", async () => {
  const platform = aPlatform(anApp("one"), anApp("two"));
  const { tree, under, ids } = treeOf(platform);
  const [row] = await under();
  platform.list = [anApp("two")];
  await tree.refresh();
  assert.deepEqual(await ids(), ["id-of-two"]);
  assert.ok(row);
  assert.deepEqual(await tree.children(row), []);
});

test("when the list cannot be had there are no rows, and asking again gets over it", async () => {
  const platform = aPlatform(anApp("one"));
  platform.broken = new Error("no network");
  const { tree, ids } = treeOf(platform);
  assert.deepEqual(await ids(), []);
  assert.equal(tree.list.state.kind, "failed");
  platform.broken = undefined;
  assert.deepEqual(await ids(), ["id-of-one"]);
});

test("dynos that changed make the numbers of the formation be asked for again", async () => {
  const platform = aPlatform(anApp("one"));
  platform.types = [aFormation("web", 1)];
  platform.running = [aDyno("web.1", "up")];
  const { tree, ids } = treeOf(platform);
  await ids("id-of-one", "processes");
  platform.types = [aFormation("web", 2)];
  platform.running = [aDyno("web.1", "up"), aDyno("web.2", "starting")];
  const details = tree.details("id-of-one");
  await details?.dynos.refresh();
  await details?.formation.refresh();
  assert.deepEqual(details?.formation.state.kind === "ready" && details.formation.state.value, platform.types);
});

test("an app that nobody has opened keeps nothing but its row", async () => {
  const { tree, ids } = treeOf(aPlatform(anApp("one"), anApp("two")));
  await ids("id-of-two", "config");
  assert.equal(tree.entry("id-of-one")?.details, undefined);
  assert.deepEqual(
    [...tree.looked].map(({ app }) => app.name),
    ["two"],
  );
});

test("whether a team's app is locked is asked for when it is opened, and of no other app", async () => {
  const platform = aPlatform(anApp("ours", { team: { id: "t", name: "acme" } }), anApp("mine"));
  const { ids } = treeOf(platform);
  await ids("id-of-ours");
  await ids("id-of-mine");
  assert.deepEqual(platform.asked, ["apps", "team app of ours"]);
});

test("fifteen releases come first, and more when they are asked for", async () => {
  const platform = aPlatform(anApp("one"));
  platform.releases = Array.from({ length: 20 }, (_, at) => aRelease(20 - at));
  const { tree, ids } = treeOf(platform);
  const first = await ids("id-of-one", "releases");
  assert.deepEqual([first[0], first[14], first[15], first.length], ["v20", "v6", "more", 16]);
  await tree.showMoreReleases("id-of-one");
  const all = await ids("id-of-one", "releases");
  assert.deepEqual([all.at(-1), all.length], ["v1", 20]);
});

test("config vars are shown also where the add-ons are refused", async () => {
  const platform = aPlatform(anApp("one"));
  platform.vars = { A: "1" };
  platform.refused.add("addons");
  const { ids } = treeOf(platform);
  assert.deepEqual(await ids("id-of-one", "config"), ["A"]);
  assert.deepEqual(await ids("id-of-one", "addons"), ["note"]);
});

test("nothing stays revealed once it is hidden", async () => {
  const platform = aPlatform(anApp("one"));
  platform.vars = { A: "1" };
  const { tree, under, changes } = treeOf(platform);
  const [row] = await under("id-of-one", "config");
  assert.equal(row?.kind, "configVar");
  if (row?.kind === "configVar") tree.setRevealed(row, true);
  changes.length = 0;
  tree.hideValues("id-of-another");
  assert.equal(tree.details("id-of-one")?.revealed.size, 1);
  tree.hideValues("id-of-one");
  tree.hideValues();
  assert.equal(tree.details("id-of-one")?.revealed.size, 0);
  assert.deepEqual(changes, ["me/app/id-of-one"]);
});
