import { valuesFor } from "../addons/addon-values.ts";
import { configVarsOf } from "../addons/owned-config-vars.ts";
import { serviceOf } from "../catalogue/addon-services.ts";
import type { Store } from "../parts.ts";
import type { TeamRecord } from "../store/identity.ts";
import type { AccountRecord, AppRecord, ConfigVars } from "../store/records.ts";
import type { AddonRecord } from "../store/resource-records.ts";

/** An app of a seed. It has no code: nothing is built, and no dyno runs. */
export interface PlantedApp {
  readonly name: string;
  /** The sandbox's own account unless said otherwise. */
  readonly user?: AccountRecord;
  readonly team?: TeamRecord;
  readonly region?: "eu" | "us";
  readonly stack?: string;
  readonly locked?: boolean;
  readonly maintenance?: boolean;
  /** `web 1 Basic`: process type, quantity, size. */
  readonly formation?: readonly string[];
  readonly configVars?: ConfigVars;
  /** What the releases after the first two are called. */
  readonly releases?: readonly string[];
  readonly buildpacks?: readonly string[];
  /** ISO 8601 to the second; its releases follow, a day apart. */
  readonly createdAt?: string;
}

const defaults = {
  region: "us",
  stack: "heroku-24",
  locked: false,
  maintenance: false,
  formation: ["web 1 Basic"],
  configVars: {},
  releases: ["Deploy 1f2e3d4c"],
  buildpacks: ["heroku/nodejs"],
  createdAt: "2026-02-03T09:10:11Z",
} as const;

/** Writes an app straight to the store, as it would be after a few releases. */
export function plantApp(store: Store, planted: PlantedApp): AppRecord {
  const app = { ...defaults, user: store.accounts.self(), ...planted };
  const { id } = store.apps.create({
    ...{ name: app.name, regionName: app.region, stackName: app.stack },
    ...{ user: app.user, team: app.team, locked: app.locked },
  });
  store.configVars.set(id, app.configVars);
  store.buildpacks.replace(id, app.buildpacks);
  for (const text of app.formation) plantProcess(store, id, text);
  const names = ["Initial release", "Enable Logplex", ...app.releases];
  const times = names.map((_, index) => daysAfter(app.createdAt, index));
  for (const [index, description] of names.entries()) {
    plantRelease(store, { appId: id, description, user: app.user, configVars: app.configVars, at: times[index] });
  }
  return store.apps.update(id, {
    createdAt: app.createdAt,
    releasedAt: times.at(-1) ?? app.createdAt,
    maintenance: app.maintenance,
    buildpackProvidedDescription: app.buildpacks.length > 0 ? "Node.js" : null,
  });
}

/** An add-on that has long been there, with the release that attached it. */
export function plantAddon(
  store: Store,
  app: AppRecord,
  { plan, name, as, user }: { plan: string; name: string; as: string; user?: AccountRecord },
): AddonRecord {
  const by = user ?? store.accounts.self();
  const values = valuesFor(serviceOf(plan).name);
  const addon = store.addons.create({
    appId: app.id,
    name,
    planName: plan,
    state: "provisioned",
    values,
    userId: by.id,
  });
  plantAttachment(store, app, { addon, as, user: by });
  return addon;
}

export function plantAttachment(
  store: Store,
  app: AppRecord,
  { addon, as, user }: { addon: AddonRecord; as: string; user?: AccountRecord },
): void {
  store.attachments.create({ appId: app.id, addonId: addon.id, name: as, namespace: null });
  const given = [...configVarsOf(addon, as)].map(([name, value]) => [name, value ?? ""] as const);
  const configVars = { ...store.configVars.get(app.id), ...Object.fromEntries(given) };
  store.configVars.set(app.id, configVars);
  const description = `Attach ${as} (@ref:${addon.name})`;
  plantRelease(store, { appId: app.id, description, user: user ?? store.accounts.self(), configVars, at: undefined });
}

function plantRelease(
  store: Store,
  {
    at,
    ...release
  }: { appId: string; description: string; user: AccountRecord; configVars: ConfigVars; at: string | undefined },
): void {
  const times = at === undefined ? {} : { createdAt: at };
  const { id } = store.releases.create({ ...release, ...times, status: "pending", slugId: null, outputId: null });
  store.releases.finish(id, "succeeded");
}

function plantProcess(store: Store, appId: string, text: string): void {
  const [type = "web", quantity = "1", size = "Basic"] = text.split(" ");
  store.formation.put(appId, { type, command: `node ${type}.js`, quantity: Number(quantity), size });
}

function daysAfter(time: string, days: number): string {
  return `${new Date(Date.parse(time) + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 19)}Z`;
}
