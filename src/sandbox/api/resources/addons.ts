import { ownConfigVars } from "../../addons/owned-config-vars.ts";
import { findPlan, type Plan, serviceOf } from "../../catalogue/addon-services.ts";
import type { AppRecord } from "../../store/records.ts";
import type { AddonRecord } from "../../store/resource-records.ts";
import { chooseAttachmentName, makeRoom, refuseUnconfirmed } from "../attachment-name.ts";
import { type Call, created, type JsonObject, list, ok, pathPart, type Route, withApp } from "../call.ts";
import { addonNotFound, confirmationRequired, invalidParams } from "../errors.ts";
import { findAddon, visibleAddons } from "../find-addon.ts";
import { withTeam } from "../find-team.ts";
import { optionalBoolean, optionalIdentity, optionalObject, optionalString } from "../parameters.ts";
import { requirePermission, visibleApp } from "../permissions.ts";
import { addonView } from "../views/addon.ts";
import { named } from "./account.ts";

const sorting = { attributes: ["id", "name"] };

export const addonRoutes: readonly Route[] = [
  { method: "GET", pattern: "/addons", handler: (call) => listOf(call, visibleAddons(call)) },
  {
    method: "GET",
    pattern: "/users/:user/addons",
    handler(call) {
      named(call);
      return listOf(call, visibleAddons(call));
    },
  },
  {
    method: "GET",
    pattern: "/teams/:team/addons",
    handler: withTeam((call, team) => {
      const apps = new Set(call.parts.store.apps.ofTeam(team.id).map(({ id }) => id));
      return listOf(
        call,
        visibleAddons(call).filter(({ appId }) => apps.has(appId)),
      );
    }),
  },
  {
    method: "GET",
    pattern: "/addons/:addon",
    handler: (call) => ok(addonView(call, findAddon(call, pathPart(call, "addon")))),
  },
  { method: "GET", pattern: "/addons/:addon/config", handler: showConfig },
  { method: "GET", pattern: "/apps/:app/addons", handler: withApp(ofApp) },
  { method: "POST", pattern: "/apps/:app/addons", handler: withApp(create, "operate") },
  {
    method: "GET",
    pattern: "/apps/:app/addons/:addon",
    handler: withApp((call, app) => ok(addonView(call, findIn(call, app)))),
  },
  { method: "PATCH", pattern: "/apps/:app/addons/:addon", handler: withApp(update, "operate") },
  { method: "DELETE", pattern: "/apps/:app/addons/:addon", handler: withApp(destroy, "operate") },
];

function listOf(call: Call, addons: readonly AddonRecord[]) {
  return list(
    addons.map((addon) => addonView(call, addon)),
    sorting,
  );
}

/** Those that the app pays for and those of other apps that are attached to it. */
function ofApp(call: Call, app: AppRecord) {
  const { store } = call.parts;
  const attached = store.attachments.ofApp(app.id).flatMap(({ addonId }) => store.addons.find(addonId) ?? []);
  const all = new Map([...store.addons.list(app.id), ...attached].map((addon) => [addon.id, addon]));
  return listOf(call, [...all.values()]);
}

async function create(call: Call, app: AppRecord) {
  const { parts, body, user } = call;
  const plan = planIn(body);
  const service = serviceOf(plan.name);
  refuseSecond(call, app, plan);
  const wanted = optionalString(optionalObject(body, "attachment") ?? {}, "name");
  const attachmentName = chooseAttachmentName(call, app, { service, wanted });
  refuseUnconfirmed(call, app, { service, name: attachmentName });
  const name = nameIn(call);
  await makeRoom(call, app, attachmentName);
  const addon = await parts.addons.create({ app, user, plan, name, attachmentName });
  return created(addonView(call, addon));
}

function update(call: Call, app: AppRecord) {
  const { parts, body } = call;
  const addon = findPaidBy(call, app);
  const name = nameIn(call);
  const plan = body["plan"] === undefined ? undefined : planIn(body);
  if (plan && plan.service !== serviceOf(addon.planName).name) {
    throw invalidParams(`Cannot change the plan of ${addon.name} to one of another add-on service.`);
  }
  const change = { ...(name === undefined ? {} : { name }), ...(plan ? { planName: plan.name } : {}) };
  if (Object.keys(change).length === 0) throw invalidParams("plan is required");
  return ok(addonView(call, parts.store.addons.update(addon.id, change)));
}

/** What other apps use goes only when that is confirmed by the name of the app that pays. */
async function destroy(call: Call, app: AppRecord) {
  const { parts, body, user } = call;
  const addon = findPaidBy(call, app);
  const others = parts.store.attachments.ofAddon(addon.id).filter(({ appId }) => appId !== app.id);
  const isConfirmed = optionalBoolean(body, "force") === true || optionalString(body, "confirm") === app.name;
  if (others.length > 0 && !isConfirmed) {
    const names = others.map(({ appId }) => parts.store.apps.find(appId)?.name ?? appId).join(", ");
    throw confirmationRequired(`${addon.name} is also attached to ${names}`);
  }
  const view = addonView(call, { ...addon, state: "deprovisioned" });
  await parts.addons.destroy(addon, user);
  return ok(view);
}

function showConfig(call: Call) {
  const addon = findAddon(call, pathPart(call, "addon"));
  requirePermission(call, visibleApp(call, addon.appId), "deploy");
  const vars = [...ownConfigVars(call.parts.store, addon)].map(([name, value]) => ({ name, value }));
  return list(vars, { attributes: ["name"] });
}

function findIn(call: Call, app: AppRecord): AddonRecord {
  return findAddon(call, pathPart(call, "addon"), app);
}

/** What is only attached is changed through the app that pays for it. */
function findPaidBy(call: Call, app: AppRecord): AddonRecord {
  const addon = findIn(call, app);
  if (addon.appId !== app.id) throw addonNotFound();
  return addon;
}

function planIn(body: JsonObject): Plan {
  const wanted = optionalIdentity(body, "plan");
  if (wanted === undefined) throw invalidParams("plan is required");
  const plan = findPlan(wanted);
  if (!plan) {
    throw invalidParams(`Couldn't find either the add-on service or the add-on plan of "${wanted}".`);
  }
  return plan;
}

function refuseSecond({ parts: { store } }: Call, app: AppRecord, plan: Plan): void {
  const { isMultiple, humanName } = serviceOf(plan.name);
  const known = store.addons.list(app.id).find(({ planName }) => serviceOf(planName).name === plan.service);
  if (known && !isMultiple) throw invalidParams(`${humanName} is already installed on ${app.name} as ${known.name}.`);
}

function nameIn({ parts: { store }, body }: Call): string | undefined {
  const name = optionalString(body, "name");
  if (name === undefined) return undefined;
  if (!/^[a-zA-Z][A-Za-z0-9_-]+$/.test(name)) throw invalidParams("Name is invalid.");
  if (store.addons.find(name)) throw invalidParams(`Name ${name} is already taken`);
  return name;
}
