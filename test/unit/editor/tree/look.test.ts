import assert from "node:assert/strict";
import { test } from "node:test";
import { appTooltip } from "../../../../src/editor/tree/app-tooltip.ts";
import { lookOf, type Surroundings } from "../../../../src/editor/tree/look.ts";
import type { TreeNode } from "../../../../src/editor/tree/nodes.ts";
import { tooltipOf } from "../../../../src/editor/tree/tooltip.ts";
import {
  aCollaborator,
  aDyno,
  aFormation,
  anAddon,
  anApp,
  aPlatform,
  aRelease,
  around,
  aTree,
  type FakePlatform,
} from "./builders.ts";

const now = new Date("2026-11-20T10:05:30Z");

async function load(platform: FakePlatform) {
  const { tree, apps } = aTree(platform);
  const [app] = await apps();
  assert.ok(app);
  const rows = new Map<string, TreeNode>();
  const visit = async (node: TreeNode): Promise<void> => {
    rows.set(node.id.split("/").slice(3).join("/"), node);
    for (const child of await tree.children(node)) await visit(child);
  };
  await visit(app);
  const details = tree.details(app.appId);
  const entry = tree.entry(app.appId);
  assert.ok(details && entry);
  const look = (path: string, changes: Partial<Surroundings> = {}) => {
    const row = rows.get(path);
    assert.ok(row, `no row ${path}`);
    return lookOf(row, entry, { ...around, isSandbox: false, ...changes });
  };
  const says = (path: string, changes?: Partial<Surroundings>) => {
    const { label, description } = look(path, changes);
    return description === "" ? label : `${label}  ${description}`;
  };
  const tooltip = (path: string) => tooltipOf(rows.get(path) as TreeNode, details, now, false);
  return { tree, details, entry, rows, look, says, tooltip };
}

test("an app says what runs and what it costs; the sandbox costs nothing", async () => {
  const platform = aPlatform(anApp("shop"));
  platform.types = [aFormation("worker", 0), aFormation("web", 2)];
  const { says, look } = await load(platform);
  assert.equal(says(""), "shop  web ×2 Standard-1X · $50/mo");
  assert.equal(says("", { isSandbox: true }), "shop  web ×2 Standard-1X");
  assert.equal(says("", { isInWorkspace: true }), "shop  this workspace · web ×2 Standard-1X · $50/mo");
  assert.equal(look("").spoken, "shop, app, web ×2 Standard-1X · $50/mo");
});

test("an app names web first, whatever the platform's order", async () => {
  const platform = aPlatform(anApp("shop"));
  platform.types = [aFormation("worker", 1), aFormation("clock", 1), aFormation("web", 1)];
  const { says } = await load(platform);
  assert.equal(says("", { isSandbox: true }), "shop  web ×1, clock ×1, worker ×1 Standard-1X");
});

const apps: [string, Parameters<typeof anApp>[1], (platform: FakePlatform) => void, string, string][] = [
  ["nothing deployed", {}, () => {}, "a  not deployed yet", "cloud"],
  ["maintenance", { maintenance: true }, () => {}, "a  maintenance · not deployed yet", "tools"],
  [
    "crashed",
    {},
    (platform) => {
      platform.types = [aFormation("web", 1, { size: "Eco" })];
      platform.running = [aDyno("web.1", "crashed")];
    },
    "a  1 crashed · web ×1 Eco",
    "error",
  ],
  [
    "all off",
    {},
    (platform) => {
      platform.types = [aFormation("web", 0)];
    },
    "a  no dynos",
    "cloud",
  ],
];
for (const [name, app, prepare, expected, icon] of apps) {
  test(`an app, ${name}`, async () => {
    const platform = aPlatform(anApp("a", app));
    prepare(platform);
    const { says, look } = await load(platform);
    assert.equal(says(""), expected);
    assert.equal(look("").icon.id, icon);
  });
}

test("a process type says how many, how large and what it runs", async () => {
  const platform = aPlatform(anApp("a"));
  platform.types = [aFormation("web", 2, { command: "node server.js" })];
  platform.running = [aDyno("web.1", "up"), aDyno("run.9", "starting")];
  const { says, look } = await load(platform);
  assert.equal(says("processes/web"), "web  ×2 Standard-1X · node server.js");
  assert.equal(look("processes/web").children, "expanded");
  assert.equal(look("processes/web").context, "herokuWorkbench.process+running");
  assert.equal(says("processes/run"), "run  ×1 · one-off");
  assert.equal(look("processes/run").context, "herokuWorkbench.oneOff");
  assert.equal(look("processes/run/run.9").context, "herokuWorkbench.oneOffDyno");
  assert.equal(look("processes/web/web.1").context, "herokuWorkbench.dyno");
});

for (const [state, icon] of [
  ["up", "pass-filled"],
  ["starting", "sync~spin"],
  ["crashed", "error"],
  ["idle", "debug-pause"],
  ["down", "circle-slash"],
] as const) {
  test(`a dyno that is ${state} says so by icon and word`, async () => {
    const platform = aPlatform(anApp("a"));
    platform.types = [aFormation("web", 1)];
    platform.running = [aDyno("web.1", state)];
    const { says, look } = await load(platform);
    assert.equal(says("processes/web/web.1"), `web.1  ${state} · 5 min`);
    assert.equal(look("processes/web/web.1").spoken, `web.1, ${state}, 5 min`);
    assert.equal(look("processes/web/web.1").icon.id, icon);
  });
}

test("a config var is masked until it is revealed, for eyes and ears and in the tooltip", async () => {
  const platform = aPlatform(anApp("a"));
  platform.vars = { KEY: "s3cret\nvalue", EMPTY: "" };
  const { tree, rows, says, look, tooltip } = await load(platform);
  assert.equal(says("config/KEY"), "KEY  ••••••••");
  assert.equal(look("config/KEY").spoken, "KEY, value hidden");
  assert.doesNotMatch(tooltip("config/KEY") ?? "", /s3cret/);
  tree.setRevealed(rows.get("config/KEY") as TreeNode & { kind: "configVar" }, true);
  assert.equal(says("config/KEY"), "KEY  s3cret value");
  assert.equal(look("config/KEY").context, "herokuWorkbench.configVar.revealed");
  assert.match(tooltip("config/KEY") ?? "", /```text\ns3cret\nvalue\n```/);
  tree.setRevealed(rows.get("config/EMPTY") as TreeNode & { kind: "configVar" }, true);
  assert.equal(says("config/EMPTY"), "EMPTY  (empty)");
});

test("a collaborator says the role, the owner is the owner, and you are you", async () => {
  const platform = aPlatform(anApp("a"));
  platform.people = [aCollaborator("me@example.com"), aCollaborator("x@example.com", "collaborator")];
  const { says } = await load(platform);
  assert.equal(says("collaborators/me@example.com"), "me@example.com  owner · you");
  assert.equal(says("collaborators/x@example.com"), "x@example.com  collaborator");
});

test("what could not be loaded says why; what is empty says so", async () => {
  const platform = aPlatform(anApp("a"));
  platform.refused.add("configVars");
  const { says } = await load(platform);
  assert.equal(says("config/note"), "Could not be loaded  You do not have access.");
  assert.equal(says("collaborators/note"), "No collaborators");
  assert.equal(says("processes/note"), "Nothing deployed yet");
});

test("data older than its source is marked", async () => {
  const platform = aPlatform(anApp("a"));
  platform.types = [aFormation("web", 1)];
  const { details, says } = await load(platform);
  platform.broken = new Error("down");
  await details.formation.refresh();
  assert.match(says(""), /^a {2}web ×1 Standard-1X · \$25\/mo · as of \d\d:\d\d$/);
});

test("nothing of a name or a command becomes markup in a tooltip", async () => {
  const platform = aPlatform(anApp("a", { buildpack_provided_description: "[x](command:evil) <b>|" }));
  platform.types = [aFormation("web", 1, { command: "echo `id` | cat" })];
  const { tooltip, entry } = await load(platform);
  const ofApp = appTooltip({ app: entry.app, about: undefined, stacks: [], isSandbox: false, now });
  assert.doesNotMatch(ofApp, /[^\\]\[x\]/);
  assert.match(ofApp, /\\\[x\\\]\\\(command:evil\\\) \\<b\\>\\\|/);
  assert.match(tooltip("processes/web") ?? "", /`` echo `id` \\\| cat ``/);
});

test("a state is spoken also where the name has the same letters in it", async () => {
  const platform = aPlatform(anApp("shop"));
  platform.types = [aFormation("backup", 1)];
  platform.running = [aDyno("backup.1", "up", { updated_at: "2026-11-20T10:00:00Z" })];
  const { look } = await load(platform);
  assert.equal(look("processes/backup/backup.1").spoken, "backup.1, up, 5 min");
});
