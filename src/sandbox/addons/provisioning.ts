import { setTimeout as wait } from "node:timers/promises";
import { whenCreated } from "../actions/when-created.ts";
import { serviceOf } from "../catalogue/addon-services.ts";
import type { Logplex, Releases, Settings, Store } from "../parts.ts";
import type { AccountRecord } from "../store/records.ts";
import type { AddonRecord, AttachmentRecord } from "../store/resource-records.ts";
import { valuesFor } from "./addon-values.ts";
import { configVarsOf } from "./owned-config-vars.ts";

export interface AddonRooms {
  readonly store: Store;
  readonly releases: Releases;
  readonly logplex: Logplex;
  readonly settings: Pick<Settings, "addonProvisioningTime">;
  /** Reports a failure of work that goes on after the answer. */
  inBackground(work: Promise<unknown>): void;
}

export interface Provisioning {
  /** Resolves when the add-on has its values and every app that it is attached to its release. */
  provision(addon: AddonRecord): Promise<void>;
  ready(addonId: string): Promise<void>;
  close(): void;
}

/** Add-ons that are being made; those that a killed sandbox left so are made now. */
export function createProvisioning(rooms: AddonRooms): Provisioning {
  const { store, settings } = rooms;
  const closing = new AbortController();
  const pending = new Map<string, Promise<void>>();

  const make = async (addon: AddonRecord): Promise<void> => {
    if (takesTime(addon)) await wait(settings.addonProvisioningTime, undefined, closing).catch(() => {});
    if (closing.signal.aborted || !store.addons.find(addon.id)) return;
    await finish(rooms, addon);
  };

  const provision = (addon: AddonRecord): Promise<void> => {
    const work = make(addon).finally(() => pending.delete(addon.id));
    pending.set(addon.id, work);
    rooms.inBackground(work);
    return work;
  };

  for (const addon of store.addons.list()) if (addon.state === "provisioning") void provision(addon);

  return { provision, ready: async (addonId) => await pending.get(addonId), close: () => closing.abort() };
}

export function takesTime({ planName }: AddonRecord): boolean {
  return serviceOf(planName).provisionMessage !== null;
}

/** What an attachment gives to its app. */
export function attached(addon: AddonRecord, { appId, name }: AttachmentRecord, user: AccountRecord): ConfigRelease {
  return { appId, description: `Attach ${name} (@ref:${addon.name})`, user, change: configVarsOf(addon, name) };
}

export interface ConfigRelease {
  readonly appId: string;
  readonly description: string;
  readonly user: AccountRecord;
  /** New values; null takes a config var away. */
  readonly change: ReadonlyMap<string, string | null>;
}

/** One release, also where nothing of the config vars changes. */
export async function releaseConfig(
  { store, releases }: Pick<AddonRooms, "releases" | "store">,
  { appId, description, user, change }: ConfigRelease,
): Promise<void> {
  const after = new Map(Object.entries(store.configVars.get(appId)));
  for (const [name, value] of change) {
    if (value === null) after.delete(name);
    else after.set(name, value);
  }
  const configVars = Object.fromEntries(after);
  await whenCreated((onCreated) => releases.create({ appId, description, user, configVars, onCreated }));
}

/** All attachments that were made meanwhile get their values now. */
async function finish(rooms: AddonRooms, { id, planName, userId }: AddonRecord): Promise<void> {
  const { store, logplex } = rooms;
  const user = store.accounts.find(userId) ?? store.accounts.self();
  const addon = store.addons.update(id, { state: "provisioned", values: valuesFor(serviceOf(planName).name) });
  for (const attachment of store.attachments.ofAddon(id)) {
    const release = attached(addon, attachment, user);
    const keys = [...release.change.keys()].join(", ");
    const message = `@ref:${addon.name} completed provisioning, setting ${keys}. by user ${user.email}`;
    if (takesTime(addon)) logplex.append(attachment.appId, { source: "app", process: "api", message });
    await releaseConfig(rooms, release);
  }
}
