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

const appRows: [string, Partial<Surroundings>, Parameters<typeof anApp>[1], string, string][] = [
  ["a favorite", { isFavorite: true }, {}, "a  favorite", "+favorite+sandbox"],
  ["a favorite among favorites", { isFavorite: true, group: "favorites" }, {}, "a", "+favorite+sandbox"],
  ["of this workspace, in its group", { isInWorkspace: true, group: "workspace" }, {}, "a", "+workspace+sandbox"],
  ["of a team", {}, { team: { id: "t", name: "acme" } }, "a  acme", "+team+sandbox"],
  ["of a team, in its group", { group: "team" }, { team: { id: "t", name: "acme" } }, "a", "+team+sandbox"],
  ["in a pipeline", { stage: "staging", group: "pipeline" }, {}, "a  staging", "+sandbox"],
  ["in maintenance", {}, { maintenance: true }, "a  maintenance", "+maintenance+sandbox"],
  ["sorted by release", { sortedBy: "released" }, {}, "a  never released", "+sandbox"],
  ["sorted by creation", { sortedBy: "created" }, {}, "a  created 5 min ago", "+sandbox"],
];
for (const [name, changes, rest, expected, flags] of appRows) {
  test(`an app that nobody has opened, ${name}`, async () => {
    const { tree, apps } = aTree(aPlatform(anApp("a", rest)));
    const [node] = await apps();
    const entry = tree.entry("id-of-a");
    assert.ok(node && entry);
    const { label, description, context } = lookOf(node, entry, { ...around, ...changes });
    assert.equal(description === "" ? label : `${label}  ${description}`, expected);
    assert.equal(context, `herokuWorkbench.app${flags}`);
    assert.equal(entry.details, undefined);
  });
}

test("a locked app says so by icon and word", async () => {
  const platform = aPlatform(anApp("a", { team: { id: "t", name: "acme" } }));
  platform.isLocked = true;
  const { look } = await load(platform);
  assert.equal(look("").icon.id, "lock");
  assert.match(look("").spoken, /, locked/);
  assert.match(look("").context, /\+locked(\+|$)/);
});

test("releases say in words what became of them", async () => {
  const platform = aPlatform(anApp("a"));
  platform.releases = [
    aRelease(4, { status: "failed" }),
    aRelease(3, { current: true }),
    aRelease(2),
    aRelease(1, { status: "expired" }),
  ];
  const { says, look, tooltip } = await load(platform);
  assert.equal(says("releases"), "Releases  4");
  assert.equal(says("releases/v4"), "v4  failed · Deploy 4 · 5 min ago");
  assert.equal(says("releases/v3"), "v3  current · Deploy 3 · 5 min ago");
  assert.equal(says("releases/v2"), "v2  Deploy 2 · 5 min ago");
  assert.equal(look("releases/v1").spoken, "v1, release, expired, Deploy 1, 5 min ago");
  assert.equal(look("releases/v3").context, "herokuWorkbench.release+current");
  assert.match(tooltip("releases/v3") ?? "", /\| State \| succeeded, current \|/);
});

test("an add-on says its plan, price and names, and its config vars are marked as its own", async () => {
  const platform = aPlatform(anApp("a"));
  platform.addons = [
    anAddon("pg-1", { id: "1" }),
    anAddon("pg-2", { id: "2", state: "provisioning", config_vars: [], web_url: null, app: { id: "x", name: "b" } }),
  ];
  const app = { id: "id-of-a", name: "a" };
  platform.attachments = [
    { id: "t1", name: "DATABASE", addon: { id: "1", name: "pg-1", app }, app },
    { id: "t2", name: "OTHER", addon: { id: "2", name: "pg-2", app: { id: "x", name: "b" } }, app },
  ];
  platform.vars = { DATABASE_URL: "postgres://", OTHER_URL: "postgres://", OWN: "1" };
  const { says, look, tooltip } = await load(platform);
  assert.equal(says("addons/pg-1"), "pg-1  heroku-postgresql:essential-0 · $5/mo · as DATABASE");
  assert.equal(
    says("addons/pg-2", { isSandbox: true }),
    "pg-2  heroku-postgresql:essential-0 · provisioning · as OTHER · of b",
  );
  assert.equal(look("addons/pg-1").context, "herokuWorkbench.addon+dashboard");
  assert.equal(says("config/DATABASE_URL"), "DATABASE_URL  •••••••• · set by pg-1");
  assert.equal(look("config/DATABASE_URL").context, "herokuWorkbench.configVar.masked+addon");
  assert.equal(look("config/DATABASE_URL").spoken, "DATABASE_URL, value hidden, set by pg-1");
  assert.equal(says("config/OTHER_URL"), "OTHER_URL  •••••••• · set by pg-2");
  assert.equal(look("config/OWN").context, "herokuWorkbench.configVar.masked");
  assert.match(tooltip("addons/pg-1") ?? "", /Config vars \| DATABASE\\_URL/);
});

test("domains, buildpacks and features say in words what they are", async () => {
  const platform = aPlatform(anApp("a"));
  const custom = { hostname: "www.example.com", kind: "custom", cname: "x.herokudns.com", status: "pending" } as const;
  platform.domains = [
    { id: "1", hostname: "a.herokuapp.com", kind: "heroku", cname: null },
    { id: "2", ...custom, acm_status: "failing", acm_status_reason: "No record" },
  ];
  platform.buildpacks = [
    { buildpack: { name: "heroku/nodejs", url: "urn:buildpack:heroku/nodejs" } },
    { buildpack: { name: "https://example.com/x.tgz", url: "https://example.com/x.tgz" } },
  ];
  platform.features = [
    { id: "1", name: "pre-boot", description: "Boots", doc_url: "https://x.example", enabled: true, state: "general" },
    { id: "2", name: "new-thing", display_name: "New", description: "", doc_url: null, enabled: false, state: "beta" },
  ];
  const { says, look, tooltip } = await load(platform);
  assert.equal(says("domains/a.herokuapp.com"), "a.herokuapp.com  from Heroku");
  assert.equal(
    says("domains/www.example.com"),
    "www.example.com  DNS target x.herokudns.com · pending · certificate: failing",
  );
  assert.equal(look("domains/www.example.com").context, "herokuWorkbench.domain+custom+target");
  assert.equal(says("buildpacks/0"), "heroku/nodejs  1 of 2 · urn:buildpack:heroku/nodejs");
  assert.equal(says("buildpacks/1"), "https://example.com/x.tgz  2 of 2");
  assert.equal(says("features/pre-boot"), "pre-boot  enabled");
  assert.equal(look("features/pre-boot").context, "herokuWorkbench.feature+enabled");
  assert.equal(look("features/new-thing").spoken, "New, feature, disabled, beta");
  assert.match(tooltip("features/pre-boot") ?? "", /<https:\/\/x\.example>/);
});

test("in a team's app the owner is the team, and the others say what they may", async () => {
  const owner = { id: "o", email: "acme@herokumanager.com" };
  const platform = aPlatform(anApp("a", { team: { id: "t", name: "acme" }, owner }));
  platform.people = [
    aCollaborator("acme@herokumanager.com", "owner"),
    { ...aCollaborator("me@example.com", "member"), permissions: [{ name: "view" }, { name: "deploy" }] },
  ];
  const { says, look } = await load(platform);
  assert.equal(says("collaborators/acme@herokumanager.com"), "acme  team · owner");
  assert.equal(says("collaborators/me@example.com"), "me@example.com  member · you · may view, deploy");
  assert.equal(look("collaborators/me@example.com").context, "herokuWorkbench.collaborator+you+team");
});

test("an app's tooltip says what it costs, who released last, and that its stack ends", () => {
  const app = anApp("a", { stack: { id: "s", name: "heroku-22" }, slug_size: 5_500_000, repo_size: null });
  const about = {
    formation: [aFormation("web", 2)],
    addons: [anAddon("pg-1")],
    lastRelease: aRelease(7, { user: { id: "u", email: "you@example.com" } }),
    isLocked: true,
  };
  const text = appTooltip({ app, about, stacks: [], isSandbox: false, now });
  assert.match(text, /\| Price \| \\\$55 a month, add\\-ons included \|/);
  assert.match(text, /\| Last release \| v7 by you@example\\\.com, 5 min ago: Deploy 7 \|/);
  assert.match(text, /\| Stack \| heroku\\-22 \(deprecated, ends on 30 April 2027\) \|/);
  assert.match(text, /\| Size \| slug 5\\\.2 MB \|/);
  assert.match(text, /\| Locked \| yes/);
  assert.match(text, /\| Git \| ` https:\/\/git\.heroku\.com\/a\.git ` \|/);
  const inSandbox = appTooltip({ app, about, stacks: [], isSandbox: true, now });
  assert.doesNotMatch(inSandbox, /Price/);
  assert.match(appTooltip({ app, about: undefined, stacks: [], isSandbox: false, now }), /could not be loaded/);
});

test("every kind of row has a label, says its state in words, and speaks no more than a person can follow", async () => {
  const platform = aPlatform(anApp("a", { team: { id: "t", name: "acme" }, maintenance: true }));
  platform.types = [aFormation("web", 1)];
  platform.running = [aDyno("web.1", "crashed"), aDyno("run.1", "up")];
  platform.vars = { KEY: "value" };
  platform.people = [aCollaborator("me@example.com")];
  platform.releases = [aRelease(9, { status: "failed" })];
  platform.addons = [anAddon("pg-1")];
  platform.domains = [{ id: "1", hostname: "a.herokuapp.com", kind: "heroku", cname: null }];
  platform.buildpacks = [{ buildpack: { name: "heroku/nodejs", url: "heroku/nodejs" } }];
  platform.features = [{ id: "1", name: "f", description: "", doc_url: null, enabled: true, state: "general" }];
  const { rows, look } = await load(platform);
  const bare = await load(aPlatform(anApp("b")));
  const kinds = new Set([...rows.values(), ...bare.rows.values()].map(({ kind }) => kind));
  assert.equal(kinds.size, 20);
  for (const [path, seen] of [...rows.keys()].map((it) => [it, look(it)] as const)) {
    assert.notEqual(seen.label, "", path);
    assert.ok(seen.spoken.startsWith(seen.label), `${path}: ${seen.spoken}`);
    assert.ok(seen.spoken.length < 200, path);
    for (const fact of seen.description.split(" · ").filter((it) => !/^•*$/.test(it)))
      assert.ok(seen.spoken.includes(fact), `${path} shows but does not speak "${fact}"`);
    assert.match(seen.context, /^herokuWorkbench\./, path);
  }
});
