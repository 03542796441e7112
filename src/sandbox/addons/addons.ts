import { randomAddonName } from "../catalogue/addon-names.ts";
import { type Plan, serviceOf } from "../catalogue/addon-services.ts";
import type { Store } from "../parts.ts";
import type { AccountRecord, AppRecord } from "../store/records.ts";
import type { AddonRecord, AttachmentRecord } from "../store/resource-records.ts";
import { configVarsOf } from "./owned-config-vars.ts";
import { type AddonRooms, attached, createProvisioning, releaseConfig, takesTime } from "./provisioning.ts";

/** Add-ons and their attachments. Every change of an app's config vars is one release of that app. */
export interface Addons {
  /** The record is on disk when this resolves; a service that takes its time sets its config vars later. */
  create(request: {
    app: AppRecord;
    user: AccountRecord;
    plan: Plan;
    name?: string | undefined;
    attachmentName: string;
  }): Promise<AddonRecord>;
  attach(request: {
    addon: AddonRecord;
    app: AppRecord;
    user: AccountRecord;
    name: string;
    namespace: string | null;
  }): Promise<AttachmentRecord>;
  detach(attachment: AttachmentRecord, user: AccountRecord): Promise<void>;
  /** Takes the add-on and all its attachments away, also from other apps. */
  destroy(addon: AddonRecord, user: AccountRecord): Promise<void>;
  /** Resolves when the add-on has its config vars, or is gone. */
  ready(addonId: string): Promise<void>;
  /** What is still being made is made after the next start. */
  close(): void;
}

export function createAddons(rooms: AddonRooms): Addons {
  const { store } = rooms;
  const { provision, ready, close } = createProvisioning(rooms);

  const detach: Addons["detach"] = async (attachment, user) => {
    const addon = store.addons.find(attachment.addonId);
    store.attachments.delete(attachment.id);
    if (addon?.state !== "provisioned") return;
    const gone = [...configVarsOf(addon, attachment.name).keys()].map((key) => [key, null] as const);
    const description = `Detach ${attachment.name} (@ref:${addon.name})`;
    await releaseConfig(rooms, { appId: attachment.appId, description, user, change: new Map(gone) });
  };

  return {
    ready,
    close,
    detach,
    async create({ app, user, plan, name = freeName(store, serviceOf(plan.name).alias), attachmentName }) {
      const made = {
        appId: app.id,
        name,
        planName: plan.name,
        state: "provisioning" as const,
        values: {},
        userId: user.id,
      };
      const addon = store.transaction(() => {
        const addon = store.addons.create(made);
        store.attachments.create({ appId: app.id, addonId: addon.id, name: attachmentName, namespace: null });
        return addon;
      });
      const done = provision(addon);
      if (!takesTime(addon)) await done;
      return store.addons.find(addon.id) ?? addon;
    },
    async attach({ addon, app, user, name, namespace }) {
      const attachment = store.attachments.create({ appId: app.id, addonId: addon.id, name, namespace });
      if (addon.state === "provisioned") await releaseConfig(rooms, attached(addon, attachment, user));
      return attachment;
    },
    async destroy(addon, user) {
      for (const attachment of store.attachments.ofAddon(addon.id)) await detach(attachment, user);
      store.addons.delete(addon.id);
    },
  };
}

function freeName(store: Store, alias: string): string {
  const name = randomAddonName(alias);
  return store.addons.find(name) ? freeName(store, alias) : name;
}
