import assert from "node:assert/strict";
import { test } from "node:test";
import type { AwayAccount, Session } from "../../../../src/editor/services.ts";
import type { Arrangement } from "../../../../src/editor/tree/arrangement.ts";
import { createForest, type Forest, type SignedInTree } from "../../../../src/editor/tree/forest.ts";
import { awayLook, groupLook, groupNoteLook } from "../../../../src/editor/tree/group-look.ts";
import type { AnyNode } from "../../../../src/editor/tree/nodes.ts";
import type { App } from "../../../../src/heroku/resources/types.ts";
import { anApp, aPlatform, aSession, aTree } from "./builders.ts";

async function signedIn(session: Session, ...apps: App[]): Promise<SignedInTree> {
  const { tree } = aTree(aPlatform(...apps), session.key);
  await tree.list.ready();
  return { session, tree };
}

const byTeam: Arrangement = { groupBy: "team", sortBy: "name", filter: "", favorites: new Set() };

function forestOf(trees: readonly SignedInTree[], change: Partial<Arrangement> = {}, away: AwayAccount[] = []) {
  let arrangement = { ...byTeam, ...change };
  const forest = createForest({
    trees: () => trees,
    away: () => away,
    arrangement: () => arrangement,
    isInWorkspace: ({ name }) => name === "here",
  });
  const arrange = (next: Partial<Arrangement>) => {
    arrangement = { ...arrangement, ...next };
    forest.invalidate();
  };
  return { forest, arrange };
}

/** `Personal [mine here]` */
function drawn(forest: Forest, rows: readonly AnyNode[] = forest.roots): string {
  const words = rows.map((row) => {
    if (row.kind === "app") return row.appId.replace("id-of-", "");
    const group = row.kind === "group" ? forest.group(row) : undefined;
    return group ? `${group.label} [${drawn(forest, group.rows)}]` : row.kind;
  });
  return words.join(" ");
}

const team = { team: { id: "t", name: "acme" } };

test("a single group is not shown, its apps are", async () => {
  const { forest } = forestOf([await signedIn(aSession("me"), anApp("a"), anApp("b"))]);
  assert.equal(drawn(forest), "a b");
  const [row] = forest.roots;
  assert.equal(row?.kind === "app" && forest.groupOf(row), undefined);
});

test("several groups are, with an empty one to drag the first favorite to", async () => {
  const { forest, arrange } = forestOf([await signedIn(aSession("me"), anApp("a"), anApp("b", team), anApp("here"))]);
  assert.equal(drawn(forest), "This workspace [here] Favorites [] Personal [a] acme [b]");
  arrange({ favorites: new Set(["id-of-b"]) });
  assert.equal(drawn(forest), "This workspace [here] Favorites [b] Personal [a]");
  const app = forest.roots.flatMap((row) => (row.kind === "group" ? (forest.group(row)?.rows ?? []) : []))[1];
  assert.equal(app?.kind === "app" && forest.groupOf(app)?.kind, "favorites");
});

test("a filter says how many are left, and opens other groups than those that were closed by hand", async () => {
  const { forest, arrange } = forestOf([await signedIn(aSession("me"), anApp("a"), anApp("ab", team), anApp("c"))]);
  const before = forest.roots.map(({ id }) => id);
  arrange({ filter: "name:a" });
  assert.deepEqual(forest.count, { shown: 2, all: 3 });
  assert.equal(drawn(forest), "Personal [a] acme [ab]");
  assert.ok(forest.roots.every(({ id }) => !before.includes(id)));
});

test("several accounts have each their groups; one that is away says so", async () => {
  const two = await Promise.all([
    signedIn(aSession("me"), anApp("a"), anApp("b", team)),
    signedIn(aSession("box", { isSandbox: true }), anApp("a")),
  ]);
  const away: AwayAccount = {
    key: "gone",
    label: "you@example.com",
    reason: "Signed out elsewhere.",
    cause: "rejected",
  };
  const { forest } = forestOf(two, {}, [away]);
  assert.equal(
    drawn(forest),
    "me@example.com [Favorites [] Personal [a] acme [b]] Local sandbox [a] you@example.com []",
  );
  const all = forest.roots.flatMap((row) => (row.kind === "group" ? [row, ...(forest.group(row)?.rows ?? [])] : []));
  assert.equal(new Set(all.map(({ id }) => id)).size, all.length);
  const gone = forest.roots[2];
  const group = gone?.kind === "group" ? forest.group(gone) : undefined;
  assert.ok(group);
  assert.equal(awayLook(group).spoken, "you@example.com, account, signed out");
});

test("an account of a sandbox is called by its name also beside one of the same sandbox that is away", async () => {
  const apiUrl = "http://127.0.0.1:5000";
  const alone = [await signedIn(aSession("box", { isSandbox: true, apiUrl }), anApp("a"))];
  const away = (key: string): AwayAccount => ({ key, label: "you@example.com", reason: "", cause: "rejected" });
  assert.equal(drawn(forestOf(alone, {}, [away("elsewhere")]).forest), "Local sandbox [a] you@example.com []");
  assert.equal(drawn(forestOf(alone, {}, [away(`${apiUrl}/you`)]).forest), "me@example.com [a] you@example.com []");
});

test("an account whose apps cannot be had says why in their place", async () => {
  const broken = aPlatform();
  broken.broken = new Error("No network.");
  const { tree } = aTree(broken, "box");
  await tree.list.ready();
  const other = { session: aSession("box"), tree };
  const { forest } = forestOf([await signedIn(aSession("me"), anApp("a")), other]);
  assert.equal(drawn(forest), "me@example.com [a] me@example.com [groupNote]");
  const look = groupNoteLook(tree.list.state, (problem) => (problem as Error).message);
  assert.equal(look.spoken, "Could not be loaded, No network.");
});

test("targets are this workspace's first, of all accounts, and the same until something changes", async () => {
  const { forest } = forestOf([
    await signedIn(aSession("me"), anApp("a"), anApp("z")),
    await signedIn(aSession("box"), anApp("here")),
  ]);
  assert.deepEqual(
    forest.targets.map(({ app, session }) => `${session.key} ${app.name}`),
    ["box here", "me a", "me z"],
  );
  assert.equal(forest.targets, forest.targets);
});

test("a group says its kind and how many apps it has", async () => {
  const session = aSession("me");
  const { forest } = forestOf([await signedIn(session, anApp("a"), anApp("b", team), anApp("c", team))]);
  const looks = forest.roots.flatMap((row) => {
    const group = row.kind === "group" ? forest.group(row) : undefined;
    return group ? [groupLook(group, session, { kind: "unloaded" })] : [];
  });
  assert.deepEqual(
    looks.map(({ spoken, context, children }) => [spoken, context, children]),
    [
      ["Favorites, group of apps, drag apps here", "herokuWorkbench.group+favorites", "none"],
      ["Personal, group of apps, 1 app", "herokuWorkbench.group+personal", "expanded"],
      ["acme, team, 2 apps", "herokuWorkbench.group+team", "expanded"],
    ],
  );
});

test("in a large account teams are closed at first, this person's own apps are not", async () => {
  const apps = Array.from({ length: 61 }, (_, at) => anApp(`app-${at}`, at === 0 ? {} : team));
  const { forest } = forestOf([await signedIn(aSession("me"), ...apps)]);
  const open = forest.roots.map((row) => row.kind === "group" && forest.group(row)?.isExpanded);
  assert.deepEqual(open, [true, true, false]);
});
