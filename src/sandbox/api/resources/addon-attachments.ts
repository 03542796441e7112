import { serviceOf } from "../../catalogue/addon-services.ts";
import type { AppRecord } from "../../store/records.ts";
import type { AttachmentRecord } from "../../store/resource-records.ts";
import { chooseAttachmentName, makeRoom, refuseLast, refuseUnconfirmed } from "../attachment-name.ts";
import { type Call, created, type JsonObject, list, ok, pathPart, type Route, withApp } from "../call.ts";
import { addonNotFound, attachmentNotFound, invalidParams } from "../errors.ts";
import { findAddon, findAttachment, matchAddons, matchAttachments, visibleAttachments } from "../find-addon.ts";
import { optionalIdentity, optionalString, requiredString } from "../parameters.ts";
import { requirePermission, visibleApp } from "../permissions.ts";
import { addonView, attachmentView } from "../views/addon.ts";

const sorting = { attributes: ["id", "name"], shared: ["name"] };

export const addonAttachmentRoutes: readonly Route[] = [
  { method: "GET", pattern: "/addon-attachments", handler: (call) => listOf(call, visibleAttachments(call)) },
  { method: "POST", pattern: "/addon-attachments", handler: attach },
  {
    method: "GET",
    pattern: "/addon-attachments/:attachment",
    handler: (call) => ok(attachmentView(call, findAttachment(call, pathPart(call, "attachment")))),
  },
  { method: "DELETE", pattern: "/addon-attachments/:attachment", handler: detach },
  {
    method: "GET",
    pattern: "/addons/:addon/addon-attachments",
    handler: (call) => listOf(call, call.parts.store.attachments.ofAddon(findAddon(call, pathPart(call, "addon")).id)),
  },
  {
    method: "GET",
    pattern: "/apps/:app/addon-attachments",
    handler: withApp((call, app) => listOf(call, call.parts.store.attachments.ofApp(app.id))),
  },
  {
    method: "GET",
    pattern: "/apps/:app/addon-attachments/:attachment",
    handler: withApp((call, app) => ok(attachmentView(call, findAttachment(call, pathPart(call, "attachment"), app)))),
  },
  { method: "POST", pattern: "/actions/addons/resolve", handler: resolveAddon },
  { method: "POST", pattern: "/actions/addon-attachments/resolve", handler: resolveAttachment },
];

function listOf(call: Call, attachments: readonly AttachmentRecord[]) {
  return list(
    attachments.map((attachment) => attachmentView(call, attachment)),
    sorting,
  );
}

async function attach(call: Call) {
  const { parts, body, user } = call;
  const app = visibleApp(call, identityIn(body, "app"));
  requirePermission(call, app, "operate");
  const addon = findAddon(call, identityIn(body, "addon"));
  requirePermission(call, visibleApp(call, addon.appId), "operate");
  const service = serviceOf(addon.planName);
  if (addon.appId !== app.id && !service.isShared) {
    throw invalidParams(`${service.humanName} cannot be attached to another app.`);
  }
  const name = chooseAttachmentName(call, app, { service, wanted: optionalString(body, "name") });
  refuseUnconfirmed(call, app, { service, name });
  await makeRoom(call, app, name);
  const namespace = optionalString(body, "namespace") ?? null;
  return created(attachmentView(call, await parts.addons.attach({ addon, app, user, name, namespace })));
}

async function detach(call: Call) {
  const { parts, user } = call;
  const attachment = findAttachment(call, pathPart(call, "attachment"));
  requirePermission(call, visibleApp(call, attachment.appId), "operate");
  refuseLast(parts.store, attachment);
  const view = attachmentView(call, attachment);
  await parts.addons.detach(attachment, user);
  return ok(view);
}

function resolveAddon(call: Call) {
  const service = optionalString(call.body, "addon_service");
  const matches = matchAddons(call, requiredString(call.body, "addon"), appIn(call)).filter(
    ({ planName }) => service === undefined || serviceOf(planName).name === service,
  );
  if (matches.length === 0) throw addonNotFound();
  return list(
    matches.map((addon) => addonView(call, addon)),
    { attributes: ["id", "name"] },
  );
}

function resolveAttachment(call: Call) {
  const { store } = call.parts;
  const service = optionalString(call.body, "addon_service");
  const wanted = requiredString(call.body, "addon_attachment");
  const matches = matchAttachments(call, wanted, appIn(call)).filter(
    ({ addonId }) => service === undefined || serviceOf(store.addons.find(addonId)?.planName ?? "").name === service,
  );
  if (matches.length === 0) throw attachmentNotFound();
  return listOf(call, matches);
}

function appIn(call: Call): AppRecord | undefined {
  const wanted = optionalIdentity(call.body, "app");
  return wanted === undefined ? undefined : visibleApp(call, wanted);
}

function identityIn(body: JsonObject, name: string): string {
  const wanted = optionalIdentity(body, name);
  if (wanted === undefined) throw invalidParams(`${name} is required`);
  return wanted;
}
