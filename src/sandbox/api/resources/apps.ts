import { createApp } from "../../actions/create-app.ts";
import { deleteApp } from "../../actions/delete-app.ts";
import type { AppRecord } from "../../store/records.ts";
import { type Call, created, list, ok, type Route, withApp } from "../call.ts";
import { invalidParams } from "../errors.ts";
import { checkAppName, newAppIn, stackIn } from "../new-app.ts";
import { optionalBoolean, optionalObject, optionalString } from "../parameters.ts";
import { requirePermission } from "../permissions.ts";
import { appView } from "../views/app.ts";
import { named } from "./account.ts";

export const appRoutes: readonly Route[] = [
  { method: "GET", pattern: "/apps", handler: listVisible },
  { method: "POST", pattern: "/apps", handler: create },
  { method: "GET", pattern: "/apps/:app", handler: withApp((call, app) => ok(appView(call, app))) },
  { method: "PATCH", pattern: "/apps/:app", handler: withApp(update) },
  { method: "DELETE", pattern: "/apps/:app", handler: withApp(remove, "manage") },
  { method: "GET", pattern: "/users/:user/apps", handler: listShared },
  { method: "POST", pattern: "/filters/apps", handler: filter },
];

function listVisible(call: Call) {
  return listOf(call, call.parts.store.apps.visibleTo(call.user.id));
}

function listShared(call: Call) {
  return listOf(call, call.parts.store.apps.sharedWith(named(call).id));
}

/** `{"in": {"id": […]}}`; what is not visible is left out. */
function filter(call: Call) {
  const ids = optionalObject(call.body, "in")?.["id"];
  if (!Array.isArray(ids)) throw invalidParams("in.id must be an array of ids");
  const wanted = new Set<unknown>(ids);
  return listOf(
    call,
    call.parts.store.apps.visibleTo(call.user.id).filter(({ id }) => wanted.has(id)),
  );
}

function listOf(call: Call, apps: readonly AppRecord[]) {
  const views = apps.map((app) => appView(call, app));
  return list(views, { attributes: ["id", "name", "updated_at"], shared: ["updated_at"] });
}

async function create(call: Call) {
  const app = await createApp(call.parts, { ...newAppIn(call.body), user: call.user });
  return created(appView(call, app));
}

function update(call: Call, app: AppRecord) {
  const { parts, body } = call;
  const name = optionalString(body, "name");
  if (name !== undefined) checkAppName(name);
  const maintenance = optionalBoolean(body, "maintenance");
  const buildStackName = stackIn(body, "build_stack");
  const change = {
    ...(name === undefined ? {} : { name }),
    ...(maintenance === undefined ? {} : { maintenance }),
    ...(buildStackName === undefined ? {} : { buildStackName }),
  };
  if (name !== undefined) requirePermission(call, app, "manage");
  if (Object.keys(change).length === 0) return ok(appView(call, app));
  requirePermission(call, app, "operate");
  return ok(appView(call, parts.store.apps.update(app.id, change)));
}

async function remove(call: Call, app: AppRecord) {
  const view = appView(call, app);
  const { cleared } = await deleteApp(call.parts, app);
  call.inBackground(cleared);
  return ok(view);
}
