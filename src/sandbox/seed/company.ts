import type { Store } from "../parts.ts";
import type { TeamRecord } from "../store/identity.ts";
import type { AppRecord } from "../store/records.ts";
import { plantAddon, plantApp, plantAttachment } from "./plant-app.ts";

/**
 * An account as one has it at work: teams with different roles, apps that others share, one that is locked, a pipeline,
 * add-ons, domains, and an app that somebody wants to give away.
 */
export function seedCompany(store: Store): void {
  personalApps(store);
  sharedApps(store);
  const acme = teamOf(store, "acme", "admin");
  const { staging, production } = shop(store, acme);
  database(store, staging, production);
  pipeline(store, acme);
  otherApps(store, acme);
  labs(store);
  globex(store);
}

function personalApps(store: Store): void {
  plantApp(store, { name: "my-notes", configVars: { THEME: "dark" }, createdAt: "2026-08-01T07:30:00Z" });
  plantApp(store, { name: "my-blog", region: "eu", stack: "heroku-26", formation: ["web 1 Eco"] });
}

function sharedApps(store: Store): void {
  const friend = store.accounts.findOrInvite("friend@example.com");
  const self = store.accounts.self();
  const site = plantApp(store, { name: "friends-site", user: friend, createdAt: "2025-11-05T16:00:00Z" });
  store.collaborators.add(site.id, self);
  const gift = plantApp(store, { name: "gift-shop", user: friend, region: "eu" });
  store.transfers.create({ app: gift, recipient: self });
}

function shop(store: Store, team: TeamRecord): { staging: AppRecord; production: AppRecord } {
  const configVars = { CURRENCY: "EUR", LOG_LEVEL: "info" };
  const releases = ["Deploy 5a6b7c8d", "Set CURRENCY, LOG_LEVEL config vars"];
  plantApp(store, { name: "acme-shop-dev", team, configVars: { CURRENCY: "EUR" }, formation: ["web 1 Basic"] });
  const staging = plantApp(store, { name: "acme-shop-staging", team, configVars, releases });
  const production = plantApp(store, {
    ...{ name: "acme-shop-production", team, configVars, releases: [...releases, "Deploy 9e8f7a6b"] },
    formation: ["web 2 Standard-2X", "worker 1 Standard-1X", "release 0 Standard-1X"],
  });
  store.features.set(production.id, "preboot", true);
  for (const hostname of ["www.acme.example", "shop.acme.example"]) {
    store.domains.create({
      appId: production.id,
      hostname,
      cname: `${hostname.replaceAll(".", "-")}.herokudns.com`,
      sniEndpoint: null,
    });
  }
  store.collaborators.add(production.id, store.accounts.findOrInvite("contractor@example.com"), ["view", "deploy"]);
  return { staging, production };
}

function database(store: Store, staging: AppRecord, production: AppRecord): void {
  const main = plantAddon(store, production, {
    plan: "heroku-postgresql:standard-0",
    name: "postgresql-curved-10001",
    as: "DATABASE",
  });
  plantAddon(store, production, { plan: "heroku-redis:mini", name: "redis-round-10002", as: "REDIS" });
  plantAddon(store, production, { plan: "sandbox-mail:team", name: "sandbox-mail-flat-10003", as: "MAIL" });
  plantAddon(store, staging, {
    plan: "heroku-postgresql:essential-0",
    name: "postgresql-shallow-10004",
    as: "DATABASE",
  });
  plantAttachment(store, staging, { addon: main, as: "PRODUCTION_DATABASE" });
}

function pipeline(store: Store, team: TeamRecord): void {
  const { id } = store.pipelines.create({ name: "acme-shop", ownerId: team.id, ownerType: "team" });
  for (const stage of ["development", "staging", "production"] as const) {
    const app = store.apps.find(`acme-shop-${stage === "development" ? "dev" : stage}`);
    if (app) store.couplings.create({ appId: app.id, pipelineId: id, stage });
  }
}

function otherApps(store: Store, team: TeamRecord): void {
  plantApp(store, { name: "acme-billing", team, region: "eu", maintenance: true, formation: ["web 1 Standard-1X"] });
  plantApp(store, { name: "acme-legacy", team, stack: "heroku-22", createdAt: "2022-06-01T08:00:00Z" });
}

/** One app to look at, one to deploy, and one that is locked to those who have not joined it. */
function labs(store: Store): void {
  const team = teamOf(store, "acme-labs", "member");
  const head = store.accounts.findOrInvite("head-of-labs@example.com");
  store.teams.addMember(team.id, head, "admin");
  plantApp(store, { name: "labs-playground", user: head, team });
  const robot = plantApp(store, { name: "labs-robot", user: head, team, formation: ["worker 1 Basic"] });
  store.collaborators.add(robot.id, store.accounts.self(), ["view", "deploy"]);
  plantApp(store, { name: "labs-secret", user: head, team, locked: true });
}

function globex(store: Store): void {
  const team = teamOf(store, "globex", "viewer", "enterprise");
  const admin = store.accounts.findOrInvite("admin@globex.example");
  store.teams.addMember(team.id, admin, "admin");
  plantApp(store, { name: "globex-portal", user: admin, team, region: "eu", formation: ["web 1 Performance-M"] });
}

function teamOf(
  store: Store,
  name: string,
  role: "admin" | "member" | "viewer",
  type?: TeamRecord["type"],
): TeamRecord {
  const team = store.teams.create({ name, type });
  store.teams.addMember(team.id, store.accounts.self(), role);
  store.teams.addMember(team.id, store.accounts.findOrInvite(`colleague@${name}.example`), "member");
  return team;
}
