import { suffixesOf } from "../addons/addon-values.ts";
import { freeAttachmentName, takenAttachmentNames } from "../addons/attachment-names.ts";
import { ownedConfigVars } from "../addons/owned-config-vars.ts";
import type { AddonService } from "../catalogue/addon-services.ts";
import type { Store } from "../parts.ts";
import type { AppRecord } from "../store/records.ts";
import type { AttachmentRecord } from "../store/resource-records.ts";
import type { Call } from "./call.ts";
import { confirmationRequired, invalidParams } from "./errors.ts";
import { optionalString } from "./parameters.ts";

/** The name that is asked for, or the service's own while that is free, or one with a colour. */
export function chooseAttachmentName(
  { parts: { store } }: Call,
  app: AppRecord,
  { service, wanted }: { service: AddonService; wanted: string | undefined },
): string {
  if (wanted !== undefined) return checked(wanted);
  return freeAttachmentName(service, takenAttachmentNames(store, app.id, service));
}

/** A taken name, and config vars that would be written over, have to be confirmed by the app's name. */
export function refuseUnconfirmed(
  { parts: { store }, body }: Call,
  app: AppRecord,
  { service, name }: { service: AddonService; name: string },
): void {
  if (optionalString(body, "confirm") === app.name) return;
  if (store.attachments.named(app.id, name)) {
    throw confirmationRequired(`The attachment name ${name} is already in use on ${app.name}.`);
  }
  const config = store.configVars.get(app.id);
  const owned = ownedConfigVars(store, app.id);
  const keys = suffixesOf(service.name).map((suffix) => `${name}_${suffix}`);
  const existing = keys.filter((key) => Object.hasOwn(config, key) && !owned.has(key));
  if (existing.length > 0) {
    const what = `Adding ${service.name} to app ${app.name} would overwrite existing vars ${existing.join(", ")}.`;
    throw confirmationRequired(what);
  }
}

/** Takes an attachment away whose name is needed for another one. Throws 422 for an add-on's last one. */
export async function makeRoom(call: Call, app: AppRecord, name: string): Promise<void> {
  const { store, addons } = call.parts;
  const replaced = store.attachments.named(app.id, name);
  if (!replaced) return;
  refuseLast(store, replaced);
  await addons.detach(replaced, call.user);
}

/** An add-on keeps one attachment to the app that pays for it. Throws 422. */
export function refuseLast(store: Store, { id, addonId }: AttachmentRecord): void {
  const addon = store.addons.find(addonId);
  const own = store.attachments.ofAddon(addonId).filter(({ appId }) => appId === addon?.appId);
  if (own.length !== 1 || own[0]?.id !== id) return;
  throw invalidParams(`Cannot destroy last attachment to billing app for resource ${addon?.name ?? ""}`);
}

function checked(name: string): string {
  if (!/^[A-Z][A-Z0-9_]{0,254}$/.test(name)) {
    throw invalidParams("Attachment name must start with a letter and have capital letters, digits and _ only.");
  }
  return name;
}
