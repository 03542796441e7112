import { configVarsOf } from "../addons/owned-config-vars.ts";
import { serviceOf } from "../catalogue/addon-services.ts";
import type { AppRecord } from "../store/records.ts";
import type { AddonRecord, AttachmentRecord } from "../store/resource-records.ts";
import type { Call } from "./call.ts";
import { addonNotFound, attachmentNotFound, multipleMatches } from "./errors.ts";
import { visibleApp } from "./permissions.ts";

/** Add-ons of apps that the caller can see, and those that are attached to such an app. */
export function visibleAddons(call: Call): AddonRecord[] {
  const { store } = call.parts;
  const apps = visibleAppIds(call);
  const attached = new Set(store.attachments.list().flatMap(({ appId, addonId }) => (apps.has(appId) ? addonId : [])));
  return store.addons.list().filter(({ id, appId }) => apps.has(appId) || attached.has(id));
}

/** Attachments to apps that the caller can see, and those of add-ons that such an app pays for. */
export function visibleAttachments(call: Call): AttachmentRecord[] {
  const { store } = call.parts;
  const apps = visibleAppIds(call);
  const own = new Set(store.addons.list().flatMap(({ id, appId }) => (apps.has(appId) ? id : [])));
  return store.attachments.list().filter(({ appId, addonId }) => apps.has(appId) || own.has(addonId));
}

function visibleAppIds({ parts: { store }, user }: Call): ReadonlySet<string> {
  return new Set(store.apps.visibleTo(user.id).map(({ id }) => id));
}

/** One add-on, by id, name, attachment name or service. Throws 404, and 422 where several fit. */
export function findAddon(call: Call, wanted: string, app?: AppRecord): AddonRecord {
  const matches = matchAddons(call, wanted, app);
  const [first] = matches;
  if (!first) throw addonNotFound();
  if (matches.length > 1) {
    throw multipleMatches(`Ambiguous identifier; multiple matching add-ons found: ${namesOf(matches)}.`);
  }
  return first;
}

/** By id or name among all that the caller sees; in an app by attachment and service too. */
export function matchAddons(call: Call, wanted: string, app?: AppRecord): AddonRecord[] {
  const { store } = call.parts;
  const exact = visibleAddons(call).filter(({ id, name }) => id === wanted || name === wanted);
  if (!app) return exact;
  const attachments = store.attachments.ofApp(app.id);
  const inApp = ({ id, appId }: AddonRecord) => appId === app.id || attachments.some(({ addonId }) => addonId === id);
  const named = attachments.find(({ name }) => name === wanted);
  const byAttachment = named && store.addons.find(named.addonId);
  const candidates = visibleAddons(call).filter(inApp);
  const found = exact.find(inApp) ?? byAttachment;
  return found
    ? [found]
    : candidates.filter(({ planName }) => planName === wanted || serviceOf(planName).name === wanted);
}

/** In an app by name, config var, add-on or id; without one by id, or as `app::NAME`. Throws 404, and 422 where several fit. */
export function findAttachment(call: Call, wanted: string, app?: AppRecord): AttachmentRecord {
  const matches = matchAttachments(call, wanted, app);
  const [first] = matches;
  if (!first) throw attachmentNotFound();
  if (matches.length > 1) {
    throw multipleMatches(`Ambiguous identifier; multiple matching add-on attachments found: ${namesOf(matches)}.`);
  }
  return first;
}

export function matchAttachments(call: Call, wanted: string, app?: AppRecord): AttachmentRecord[] {
  const { store } = call.parts;
  const [, ofApp, qualified] = /^(.+)::(.+)$/.exec(wanted) ?? [];
  if (ofApp !== undefined && qualified !== undefined) {
    return matchAttachments(call, qualified, visibleApp(call, ofApp));
  }
  const all = visibleAttachments(call);
  if (!app) return all.filter(({ id }) => id === wanted);
  const inApp = all.filter(({ appId }) => appId === app.id);
  const exact = inApp.filter(({ id, name }) => id === wanted || name === wanted);
  if (exact.length > 0) return exact;
  return inApp.filter(({ addonId, name }) => {
    const addon = store.addons.find(addonId);
    return addon && (addon.name === wanted || addon.id === wanted || configVarsOf(addon, name).has(wanted));
  });
}

function namesOf(all: readonly { readonly name: string }[]): string {
  return all.map(({ name }) => name).join(", ");
}
