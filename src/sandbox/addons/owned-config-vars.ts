import { serviceOf } from "../catalogue/addon-services.ts";
import type { Store } from "../parts.ts";
import type { AddonRecord, AttachmentRecord } from "../store/resource-records.ts";
import { suffixesOf } from "./addon-values.ts";

/** The config vars that an attachment sets, by name; null while the add-on is being made. */
export function configVarsOf(addon: AddonRecord, attachmentName: string): Map<string, string | null> {
  const suffixes = suffixesOf(serviceOf(addon.planName).name);
  return new Map(suffixes.map((suffix) => [`${attachmentName}_${suffix}`, addon.values[suffix] ?? null]));
}

/** Every config var of an app that belongs to an add-on, with the attachment that it comes from. */
export function ownedConfigVars(store: Store, appId: string): Map<string, AttachmentRecord> {
  const owned = store.attachments.ofApp(appId).flatMap((attachment) => {
    const addon = store.addons.find(attachment.addonId);
    const names = addon ? [...configVarsOf(addon, attachment.name).keys()] : [];
    return names.map((name) => [name, attachment] as const);
  });
  return new Map(owned);
}

/** What the add-on gives to the app that pays for it. */
export function ownConfigVars(store: Store, addon: AddonRecord): Map<string, string | null> {
  const attachments = store.attachments.ofAddon(addon.id).filter(({ appId }) => appId === addon.appId);
  return new Map(attachments.flatMap(({ name }) => [...configVarsOf(addon, name)]));
}
