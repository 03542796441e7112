import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Api, startApi } from "./api-fixture.ts";

let api: Api;
before(async () => {
  api = await startApi();
});
after(async () => {
  assert.deepEqual(api.errors, []);
  await api.close();
});

const newApp = (name: string) => api.call("POST", "/apps", { name });
const config = async (app: string) => (await api.call("GET", `/apps/${app}/config-vars`)).body;
const releases = async (app: string) =>
  (await api.call("GET", `/apps/${app}/releases`)).list.map(({ description }) => String(description)).slice(2);
const refusal = async (method: string, path: string, body?: unknown) => {
  const answer = await api.call(method, path, body);
  return [answer.status, answer.body["id"], answer.body["message"]];
};

async function provision(app: string, plan: string, more: object = {}): Promise<Record<string, unknown>> {
  const { status, body } = await api.call("POST", `/apps/${app}/addons`, { plan, ...more });
  assert.equal(status, 201, JSON.stringify(body));
  await api.parts.addons.ready(String(body["id"]));
  return body;
}

test("the catalogue has services, their plans and prices", async () => {
  const services = (await api.call("GET", "/addon-services")).list.map(({ name }) => name);
  assert.deepEqual(services.sort(), ["heroku-postgresql", "heroku-redis", "sandbox-mail", "scheduler"]);
  const plans = await api.call("GET", "/addon-services/heroku-postgresql/plans", undefined, { range: "name ..;max=3" });
  assert.deepEqual(
    plans.list.map(({ name, price, default: isDefault }) => [name, price, isDefault]),
    [5, 9, 20].map((dollars, index) => [
      `heroku-postgresql:essential-${index}`,
      { cents: dollars * 100, contract: false, unit: "month" },
      index === 0,
    ]),
  );
  for (const path of ["/plans/heroku-redis:mini", "/addon-services/heroku-redis/plans/mini"]) {
    assert.equal((await api.call("GET", path)).body["name"], "heroku-redis:mini");
  }
  assert.deepEqual((await refusal("GET", "/plans/heroku-redis:huge")).slice(0, 2), [404, "not_found"]);
});

test("a database is being made first, then sets its config var with one release, and takes it away with one", async () => {
  await newApp("based");
  const { status, body } = await api.call("POST", "/apps/based/addons", {
    plan: { name: "heroku-postgresql:essential-0" },
    attachment: {},
    config: {},
  });
  assert.deepEqual([status, body["state"], body["config_vars"]], [201, "provisioning", ["DATABASE_URL"]]);
  assert.match(String(body["name"]), /^postgresql-[a-z]+-\d{5}$/);
  const ref = `@ref:${String(body["name"])}`;
  await api.parts.addons.ready(String(body["id"]));
  assert.match(String((await config("based"))["DATABASE_URL"]), /^postgres:\/\/u\w+:p\w+@127\.0\.0\.1:5432\/d\w+$/);
  assert.deepEqual(await releases("based"), [`Attach DATABASE (${ref})`]);
  const user = api.parts.store.accounts.self().email;
  assert.ok(api.logged.includes(`api ${ref} completed provisioning, setting DATABASE_URL. by user ${user}`));
  assert.equal((await api.call("GET", `/addons/${String(body["id"])}`)).body["state"], "provisioned");
  const gone = await api.call("DELETE", `/apps/based/addons/${String(body["name"])}`, { force: false });
  assert.deepEqual([gone.status, gone.body["state"]], [200, "deprovisioned"]);
  assert.deepEqual(await config("based"), {});
  assert.deepEqual(await releases("based"), [`Attach DATABASE (${ref})`, `Detach DATABASE (${ref})`]);
});

test("a service that needs no time has its config vars at once", async () => {
  await newApp("mailing");
  const { body } = await api.call("POST", "/apps/mailing/addons", { plan: "sandbox-mail" });
  assert.deepEqual([body["state"], (body["plan"] as { name: string }).name], ["provisioned", "sandbox-mail:starter"]);
  assert.deepEqual(Object.keys(await config("mailing")).sort(), body["config_vars"]);
  const values = await api.call("GET", `/addons/${String(body["id"])}/config`);
  assert.deepEqual(Object.fromEntries(values.list.map(({ name, value }) => [name, value])), await config("mailing"));
});

test("a second database gets a colour, or the name that is asked for", async () => {
  await newApp("colourful");
  const first = await provision("colourful", "heroku-postgresql");
  await provision("colourful", "heroku-postgresql");
  await provision("colourful", "heroku-postgresql", { attachment: { name: "REPORTS" }, name: "reporting-db" });
  const names = (await api.call("GET", "/apps/colourful/addon-attachments")).list
    .map(({ name }) => String(name))
    .sort();
  assert.match(names.join(" "), /^DATABASE HEROKU_POSTGRESQL_[A-Z]+ REPORTS$/);
  assert.deepEqual(
    Object.keys(await config("colourful")).sort(),
    names.map((name) => `${name}_URL`),
  );
  const found = async (addon: string) =>
    (await api.call("POST", "/actions/addons/resolve", { addon, app: "colourful" })).list.map(({ id }) => id);
  assert.deepEqual(await found("DATABASE"), [first["id"]]);
  assert.equal((await found("heroku-postgresql")).length, 3);
  assert.deepEqual((await refusal("GET", "/apps/colourful/addons/heroku-postgresql")).slice(0, 2), [
    422,
    "multiple_matches",
  ]);
  const [byVar] = (
    await api.call("POST", "/actions/addon-attachments/resolve", { addon_attachment: "REPORTS_URL", app: "colourful" })
  ).list;
  assert.deepEqual(
    [byVar?.["name"], (byVar?.["addon"] as { name: string } | undefined)?.name],
    ["REPORTS", "reporting-db"],
  );
});

test("config vars of an add-on are changed by it alone", async () => {
  await newApp("owned");
  await provision("owned", "heroku-postgresql");
  const words = [422, "invalid_params", "Cannot overwrite attachment values DATABASE_URL."];
  assert.deepEqual(await refusal("PATCH", "/apps/owned/config-vars", { DATABASE_URL: "x", A: "1" }), words);
  assert.deepEqual(await refusal("PATCH", "/apps/owned/config-vars", { DATABASE_URL: null }), words);
  const { DATABASE_URL: same } = await config("owned");
  assert.equal((await api.call("PATCH", "/apps/owned/config-vars", { DATABASE_URL: same, A: "1" })).status, 200);
});

test("another app attaches it under a name of its own; destroying it is to be confirmed then", async () => {
  await newApp("owner");
  await newApp("guest");
  const { id, name } = await provision("owner", "heroku-postgresql");
  const attach = (more: object) =>
    api.call("POST", "/addon-attachments", { addon: { name }, app: { name: "guest" }, ...more });
  const { body } = await attach({});
  assert.equal(body["name"], "DATABASE");
  assert.deepEqual(await config("guest"), await config("owner"));
  assert.equal((await attach({ name: "SHARED" })).status, 201);
  const taken = await attach({ name: "SHARED" });
  assert.deepEqual([taken.status, taken.body["id"]], [423, "confirmation_required"]);
  assert.equal((await attach({ name: "SHARED", confirm: "guest" })).status, 201);
  assert.equal((await api.call("GET", `/addons/${String(id)}/addon-attachments`)).list.length, 3);
  assert.equal((await api.call("GET", "/apps/guest/addons")).list.length, 1);
  const detached = await api.call("DELETE", `/addon-attachments/${String(body["id"])}`);
  assert.equal(detached.status, 200);
  assert.deepEqual(Object.keys(await config("guest")), ["SHARED_URL"]);
  assert.equal((await refusal("DELETE", `/apps/owner/addons/${String(name)}`))[0], 423);
  assert.equal((await refusal("DELETE", `/apps/owner/addons/${String(name)}`, { confirm: "guest" }))[0], 423);
  assert.equal((await api.call("DELETE", `/apps/owner/addons/${String(name)}`, { confirm: "owner" })).status, 200);
  assert.deepEqual(await config("guest"), {});
  assert.equal((await releases("guest")).at(-1), `Detach SHARED (@ref:${String(name)})`);
});

test("an app that goes takes its add-ons from other apps too", async () => {
  await newApp("leaving");
  await newApp("staying");
  const { name } = await provision("leaving", "heroku-postgresql");
  await api.call("POST", "/addon-attachments", { addon: name, app: "staying" });
  assert.deepEqual(Object.keys(await config("staying")), ["DATABASE_URL"]);
  assert.equal((await api.call("DELETE", "/apps/leaving")).status, 200);
  assert.deepEqual(await config("staying"), {});
  assert.deepEqual((await refusal("GET", `/addons/${String(name)}`)).slice(0, 2), [404, "not_found"]);
});

test("an add-on changes its plan within its service, and its name", async () => {
  await newApp("planned");
  const { name } = await provision("planned", "heroku-postgresql");
  const path = `/apps/planned/addons/${String(name)}`;
  const changed = await api.call("PATCH", path, { plan: { name: "heroku-postgresql:standard-0" } });
  assert.deepEqual(changed.body["billed_price"], { cents: 5000, contract: false, unit: "month" });
  assert.equal((await refusal("PATCH", path, { plan: "heroku-redis:mini" }))[0], 422);
  assert.equal((await api.call("PATCH", path, { name: "main-database" })).body["name"], "main-database");
});

const refused: [string, object, number, string][] = [
  ["an unknown plan", { plan: "heroku-postgresql:hobby-dev" }, 422, "invalid_params"],
  ["no plan", {}, 422, "invalid_params"],
  ["a bad attachment name", { plan: "heroku-postgresql", attachment: { name: "no dash-" } }, 422, "invalid_params"],
  ["a second scheduler", { plan: "scheduler" }, 422, "invalid_params"],
  [
    "what writes over a config var",
    { plan: "heroku-postgresql", attachment: { name: "MY" } },
    423,
    "confirmation_required",
  ],
];
test("refusals", async (context) => {
  await newApp("refusing");
  await provision("refusing", "scheduler");
  await api.call("PATCH", "/apps/refusing/config-vars", { MY_URL: "mine" });
  for (const [name, body, status, id] of refused) {
    await context.test(name, async () =>
      assert.deepEqual((await refusal("POST", "/apps/refusing/addons", body)).slice(0, 2), [status, id]),
    );
  }
  const { name } = await provision("refusing", "heroku-postgresql");
  const [attachment] = (await api.call("GET", "/apps/refusing/addon-attachments")).list.filter(
    (found) => found["name"] === "DATABASE",
  );
  assert.deepEqual(await refusal("DELETE", `/addon-attachments/${String(attachment?.["id"])}`), [
    422,
    "invalid_params",
    `Cannot destroy last attachment to billing app for resource ${String(name)}`,
  ]);
  assert.equal((await refusal("GET", "/addons/nothing"))[2], "Couldn't find that add-on.");
});

test("references become whole objects where a client asks for that", async () => {
  await newApp("expanding");
  await provision("expanding", "heroku-postgresql");
  const sdk = { accept: "application/vnd.heroku+json; version=3.sdk" };
  const [addon] = (
    await api.call("GET", "/apps/expanding/addons", undefined, { ...sdk, "accept-expansion": "addon_service,plan" })
  ).list;
  assert.equal((addon?.["plan"] as { price: { cents: number } } | undefined)?.price.cents, 500);
  assert.equal((addon?.["addon_service"] as { human_name: string } | undefined)?.human_name, "Heroku Postgres");
  const [attachment] = (
    await api.call("GET", "/apps/expanding/addon-attachments", undefined, {
      ...sdk,
      "accept-inclusion": "addon:plan,config_vars",
    })
  ).list;
  assert.equal(
    (attachment?.["addon"] as { plan: { name: string } } | undefined)?.plan.name,
    "heroku-postgresql:essential-0",
  );
});

test("a rollback leaves the config vars of add-ons alone", async () => {
  await api.deploy("rolling", { web: "x" });
  await api.call("PATCH", "/apps/rolling/config-vars", { A: "1" });
  await provision("rolling", "heroku-postgresql");
  assert.equal((await api.call("POST", "/apps/rolling/releases", { release: 3 })).status, 201);
  assert.deepEqual(Object.keys(await config("rolling")), ["DATABASE_URL"]);
});

test("who may only look at an app sees its add-ons, and neither their values nor an end of them", async () => {
  const { store } = api.parts;
  const team = await api.call("POST", "/sandbox/teams", { name: "lookers" });
  await api.call("POST", "/teams/apps", { name: "looked-at", team: "lookers" });
  const { name } = await provision("looked-at", "heroku-postgresql");
  const made = await api.call("POST", "/sandbox/accounts", { email: "viewer@example.com" });
  const viewer = store.accounts.find("viewer@example.com");
  assert.ok(viewer);
  store.teams.addMember(String(team.body["id"]), viewer, "viewer");
  const asViewer = (method: string, path: string, body?: unknown) =>
    api.call(method, path, body, { authorization: `Bearer ${String(made.body["token"])}` });
  await asViewer("POST", "/apps", { name: "viewers-own" });
  assert.deepEqual(
    (await asViewer("GET", "/addons")).list.map((addon) => addon["name"]),
    [name],
  );
  assert.equal((await asViewer("GET", "/teams/lookers/addons")).list.length, 1);
  const forbidden: [string, string, unknown?][] = [
    ["GET", `/addons/${String(name)}/config`],
    ["DELETE", `/apps/looked-at/addons/${String(name)}`],
    ["POST", "/apps/looked-at/addons", { plan: "scheduler" }],
    ["POST", "/addon-attachments", { addon: name, app: "viewers-own" }],
  ];
  for (const [method, path, body] of forbidden) assert.equal((await asViewer(method, path, body)).status, 403, path);
});

test("a name that is confirmed goes over to another add-on, unless it is the last one of its own", async () => {
  await newApp("renaming");
  const first = await provision("renaming", "heroku-postgresql");
  const taken = { plan: "heroku-postgresql", attachment: { name: "DATABASE" }, confirm: "renaming" };
  assert.equal((await refusal("POST", "/apps/renaming/addons", taken))[0], 422);
  await api.call("POST", "/addon-attachments", { addon: first["name"], app: "renaming", name: "OLD" });
  const before = await config("renaming");
  const { body: second } = await api.call("POST", "/apps/renaming/addons", taken);
  await api.parts.addons.ready(String(second["id"]));
  const after = await config("renaming");
  assert.equal(after["OLD_URL"], before["DATABASE_URL"]);
  assert.notEqual(after["DATABASE_URL"], before["DATABASE_URL"]);
});
