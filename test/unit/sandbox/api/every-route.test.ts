import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Route } from "../../../../src/sandbox/api/call.ts";
import { routes } from "../../../../src/sandbox/api/routes.ts";
import { type Api, type Other, startApi } from "./api-fixture.ts";

/** Every route of the table is asked by a stranger and by one who may only look; a new route is asked too. */
let api: Api;
let stranger: Other;
let viewer: Other;
const ids: Record<string, string> = {};
const secret = "s3cret-value-of-the-app";

before(async () => {
  // The state of all that is looked at, before and after each of some hundred requests.
  api = await startApi({ rateLimitPool: 100_000 });
  await api.deploy("team-app", { web: "run" });
  await api.call("POST", "/sandbox/teams", {
    name: "owners",
    members: [{ email: "viewer@example.com", role: "viewer" }],
  });
  await api.call("PATCH", "/teams/apps/team-app", { owner: "owners" });
  stranger = await api.account("stranger@example.com");
  viewer = await api.account("looker@example.com");
  await api.call("PUT", "/teams/owners/members", { email: viewer.email, role: "viewer" });
  await api.call("PATCH", "/apps/team-app/config-vars", { SECRET: secret });
  const id = async (method: string, path: string, body: object) => {
    const made = await api.call(method, path, body);
    assert.equal(made.status, 201, `${path} ${made.text}`);
    return String(made.body["id"]);
  };
  const { list } = await api.call("GET", "/apps/team-app/releases");
  const slug = list.map((release) => release["slug"] as { id: string } | null).find(Boolean);
  const team = (await api.call("GET", "/teams/owners")).body;
  Object.assign(ids, {
    addon: await id("POST", "/apps/team-app/addons", { plan: "sandbox-mail:starter" }),
    domain: await id("POST", "/apps/team-app/domains", { hostname: "www.team-app.example" }),
    pipeline: await id("POST", "/pipelines", { name: "team-line", owner: { id: team["id"], type: "team" } }),
    collaborator: await id("POST", "/apps/team-app/collaborators", { user: "third@example.com" }),
    release: String(list.at(-1)?.["id"]),
    slug: slug?.id ?? "",
  });
  ids["coupling"] = await id("POST", "/pipeline-couplings", {
    ...{ app: "team-app", pipeline: ids["pipeline"], stage: "staging" },
  });
  ids["attachment"] = String((await api.call("GET", "/apps/team-app/addon-attachments")).list[0]?.["id"]);
  await api.call("POST", "/apps", { name: "gift-app" });
  ids["transfer"] = await id("POST", "/account/app-transfers", { app: "gift-app", recipient: "third@example.com" });
  const { list: own } = await api.call("GET", "/oauth/authorizations");
  ids["authorization"] = String(own[0]?.["id"]);
});
after(async () => {
  assert.deepEqual(api.errors, []);
  await api.close();
});

const names: Readonly<Record<string, string>> = {
  app: "team-app",
  team: "owners",
  member: "viewer@example.com",
  feature: "preboot",
  type: "web",
  dyno: "web.1",
  user: "sandbox@example.com",
  account: "sandbox@example.com",
};

const pathOf = ({ pattern }: Route): string =>
  pattern.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(ids[name] ?? names[name] ?? "nothing"));

/** Enough of everything for whatever a route reads of its body. */
const bodyOf = ({ pattern }: Route) => ({
  ...{
    name: "taken-over",
    app: "team-app",
    team: "owners",
    pipeline: ids["pipeline"],
    addon: ids["addon"],
    stage: "production",
  },
  ...{ recipient: "stranger@example.com", user: "stranger@example.com", owner: "stranger@example.com" },
  ...{ permissions: ["view", "manage"], role: "admin", email: "stranger@example.com", enabled: true, locked: true },
  ...{ plan: "sandbox-mail:team", hostname: "www.evil.example", maintenance: true, command: "env", state: "accepted" },
  ...{ updates: [], process_types: {}, addon_attachment: ids["attachment"], in: { id: [ids["addon"]] } },
  ...(pattern.endsWith("/config-vars") ? { app: null } : {}),
});

const ask = (who: Other, route: Route) =>
  who.call(route.method, pathOf(route), route.method === "GET" ? undefined : bodyOf(route));

/** What its owner sees: nobody else may change a letter of it. */
async function state(): Promise<string> {
  const paths = ["", "/config-vars", "/addons", "/addon-attachments", "/collaborators", "/domains", "/features"];
  const all = [
    ...[...paths, "/formation", "/releases", "/pipeline-couplings"].map((path) => `/apps/team-app${path}`),
    ...["/teams/owners", "/teams/owners/members", "/pipelines", "/account/app-transfers", "/oauth/authorizations"],
    "/apps/gift-app",
  ];
  return (await Promise.all(all.map(async (path) => (await api.call("GET", path)).text))).join("\n");
}

/** Tools of the sandbox itself, for whoever has a token of all scopes; they know accounts, and nothing of apps. */
const isTool = ({ pattern }: Route) => /^\/sandbox(\/accounts.*|\/teams)?$/.test(pattern);

for (const route of routes.filter((it) => !isTool(it))) {
  const name = `${route.method} ${route.pattern}`;
  test(`${name} tells a stranger nothing and changes nothing`, async () => {
    const was = await state();
    const { status, text } = await ask(stranger, route);
    assert.ok(status < 500, `${status} ${text}`);
    for (const known of [secret, "gift-app", "third@example.com", ids["addon"], ids["domain"], ids["release"]])
      assert.ok(!text.includes(String(known)), `${status} ${text}`);
    if (/:(app|addon|attachment|coupling|pipeline|transfer|authorization|team)\b/.test(route.pattern))
      assert.ok(status === 403 || status === 404, `${status} ${text}`);
    assert.equal(await state(), was);
  });
}

/** What looking is, and what everybody may do with themselves. */
const harmless = new Set(["POST /apps/:app/log-sessions", "PUT /apps/:app/pre-authorizations"]);

for (const route of routes.filter((it) => /:(app|addon|attachment|coupling|pipeline|team)\b/.test(it.pattern))) {
  const name = `${route.method} ${route.pattern}`;
  test(`${name} lets one who may only look see no value and change nothing`, async () => {
    const was = await state();
    const { status, text } = await ask(viewer, route);
    assert.ok(status < 500, `${status} ${text}`);
    assert.ok(!text.includes(secret) && !text.includes("SMTP_PASSWORD="), text);
    if (/\/config-vars$|\/addons\/:addon\/config$|\/slugs\//.test(route.pattern)) assert.equal(status, 403, text);
    if (route.method !== "GET" && !harmless.has(name)) assert.equal(status, 403, `${status} ${text}`);
    assert.equal(await state(), was);
  });
}

test("one who may only look makes no pipeline of the team", async () => {
  const { body: team } = await viewer.call("GET", "/teams/owners");
  const owner = { id: team["id"], type: "team" };
  assert.equal((await viewer.call("POST", "/pipelines", { name: "lookers-line", owner })).status, 403);
});

test("who uses an attached add-on of another app cannot change it", async () => {
  await viewer.call("POST", "/apps", { name: "looker-app" });
  await api.parts.store.attachments.create({
    ...{ appId: api.parts.store.apps.find("looker-app")?.id ?? "", addonId: ids["addon"] ?? "" },
    ...{ name: "BORROWED", namespace: null },
  });
  const path = `/apps/looker-app/addons/${ids["addon"]}`;
  for (const change of [{ plan: "sandbox-mail:team" }, { name: "mine-now" }])
    assert.deepEqual((await viewer.call("PATCH", path, change)).status, 404);
  assert.equal((await viewer.call("DELETE", path)).status, 404);
});
