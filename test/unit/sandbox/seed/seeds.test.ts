import assert from "node:assert/strict";
import { test } from "node:test";
import { type Program, startProgram } from "../sandbox-program.ts";
import { temporaryFolder } from "../temporary-folder.ts";

/** What the router answers for an app without code (H81). */
const blank = 502;

interface App {
  readonly name: string;
  readonly locked?: boolean;
  readonly team: { readonly name: string } | null;
  readonly owner: { readonly email: string };
}

/** Names, with the team or owner where it is not the sandbox's own account. */
async function apps(program: Program, path = "/apps"): Promise<string[]> {
  const all = await program.call<App[]>("GET", path);
  const whose = ({ team, owner }: App) => team?.name ?? (owner.email === program.ready.account ? "" : owner.email);
  return all.map((app) => `${app.name} ${whose(app)}`.trim()).sort();
}

test("the company has teams, shared and locked apps, a pipeline, add-ons and a transfer", async (context) => {
  const folder = await temporaryFolder(context);
  const first = await startProgram(context, folder, "--seed", "company");
  assert.deepEqual(await apps(first), [
    "acme-billing acme",
    "acme-legacy acme",
    "acme-shop-dev acme",
    "acme-shop-production acme",
    "acme-shop-staging acme",
    "friends-site friend@example.com",
    "globex-portal globex",
    "labs-playground acme-labs",
    "labs-robot acme-labs",
    "my-blog",
    "my-notes",
  ]);
  const locked = (await first.call<App[]>("GET", "/teams/acme-labs/apps")).filter((app) => app.locked);
  assert.deepEqual(
    locked.map(({ name }) => name),
    ["labs-secret"],
  );
  await assert.rejects(first.call("GET", "/apps/labs-secret"), /403/);
  const roles = await first.call<{ name: string; role: string }[]>("GET", "/teams");
  assert.deepEqual(roles.map(({ name, role }) => `${name} ${role}`).sort(), [
    "acme admin",
    "acme-labs member",
    "globex viewer",
  ]);
  const config = await first.call("GET", "/apps/acme-shop-production/config-vars");
  assert.deepEqual(Object.keys(config).slice(0, 4), ["CURRENCY", "LOG_LEVEL", "DATABASE_URL", "REDIS_URL"]);
  const stages = await first.call<{ stage: string }[]>("GET", "/pipelines/acme-shop/pipeline-couplings");
  assert.deepEqual(stages.map(({ stage }) => stage).sort(), ["development", "production", "staging"]);
  const [transfer] = await first.call<{ app: { name: string }; state: string }[]>("GET", "/account/app-transfers");
  assert.deepEqual([transfer?.app.name, transfer?.state], ["gift-shop", "pending"]);
  await first.call("DELETE", "/apps/my-notes");
  await first.end();
  const second = await startProgram(context, folder, "--seed", "company");
  assert.equal((await apps(second)).length, 10);
});

test("2,000 apps are there in a few seconds, and their ports when they are asked for", async (context) => {
  const folder = await temporaryFolder(context);
  const start = performance.now();
  const first = await startProgram(context, folder, "--seed", "many");
  assert.ok(performance.now() - start < 15_000, "A data folder with many apps takes too long.");
  assert.deepEqual(await countApps(first), { all: 2000, own: 600, shared: 200 });
  const [{ name } = { name: "" }] = await first.call<App[]>("GET", "/users/~/apps");
  const address = await first.call<{ loopback_url: string }>("GET", `/sandbox/apps/${name}/addresses`);
  assert.equal((await fetch(address.loopback_url)).status, blank);
  await first.end();
  const second = await startProgram(context, folder, "--seed", "many");
  assert.equal((await fetch(address.loopback_url)).status, blank);
  assert.equal((await countApps(second)).all, 2000);
});

async function countApps({ ready }: Program): Promise<{ all: number; own: number; shared: number }> {
  const headers = { authorization: `Bearer ${ready.token}`, accept: "application/vnd.heroku+json; version=3" };
  const all: App[] = [];
  let range: string | null = "name ..; max=1000";
  while (range !== null) {
    const response: Response = await fetch(`${ready.apiUrl}/apps`, { headers: { ...headers, range } });
    all.push(...((await response.json()) as App[]));
    range = response.headers.get("next-range");
  }
  const own = all.filter(({ owner }) => owner.email === ready.account);
  const shared = all.filter(({ owner, team }) => team === null && owner.email !== ready.account);
  return { all: all.length, own: own.length, shared: shared.length };
}
