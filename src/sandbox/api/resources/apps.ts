import { createApp } from "../../actions/create-app.ts";
import { deleteApp } from "../../actions/delete-app.ts";
import { randomAppName } from "../../catalogue/random-app-name.ts";
import { findRegion } from "../../catalogue/regions.ts";
import { findStack } from "../../catalogue/stacks.ts";
import type { AppRecord } from "../../store/records.ts";
import { type Call, created, type JsonObject, list, ok, type Route, withApp } from "../call.ts";
import { invalidParams } from "../errors.ts";
import { optionalBoolean, optionalIdentity, optionalString } from "../parameters.ts";
import { appView } from "../views/app.ts";
import { named } from "./account.ts";

export const appRoutes: readonly Route[] = [
  { method: "GET", pattern: "/apps", handler: listApps },
  { method: "POST", pattern: "/apps", handler: create },
  { method: "GET", pattern: "/apps/:app", handler: withApp((call, app) => ok(appView(call, app))) },
  { method: "PATCH", pattern: "/apps/:app", handler: withApp(update) },
  { method: "DELETE", pattern: "/apps/:app", handler: withApp(remove) },
  {
    method: "GET",
    pattern: "/users/:user/apps",
    handler(call) {
      named(call);
      return listApps(call);
    },
  },
];

function listApps(call: Call) {
  const views = call.parts.store.apps.list().map((app) => appView(call, app));
  return list(views, { attributes: ["id", "name", "updated_at"], shared: ["updated_at"] });
}

async function create(call: Call) {
  const { parts, body } = call;
  const name = optionalString(body, "name") ?? randomAppName();
  checkName(name);
  const app = await createApp(parts, { name, regionName: regionIn(body), stackName: stackIn(body, "stack") });
  return created(appView(call, app));
}

function update(call: Call, app: AppRecord) {
  const { parts, body } = call;
  const name = optionalString(body, "name");
  if (name !== undefined) checkName(name);
  const maintenance = optionalBoolean(body, "maintenance");
  const buildStackName = stackIn(body, "build_stack");
  const change = {
    ...(name === undefined ? {} : { name }),
    ...(maintenance === undefined ? {} : { maintenance }),
    ...(buildStackName === undefined ? {} : { buildStackName }),
  };
  return ok(appView(call, Object.keys(change).length === 0 ? app : parts.store.apps.update(app.id, change)));
}

async function remove(call: Call, app: AppRecord) {
  const view = appView(call, app);
  const { cleared } = await deleteApp(call.parts, app);
  call.inBackground(cleared);
  return ok(view);
}

/** 3 to 30 of `a-z 0-9 -`, a letter first, no dash last: the schema's pattern. */
function checkName(name: string): void {
  if (name.length > 30) throw invalidParams("Name is too long (maximum is 30 characters)");
  if (name.length < 3) throw invalidParams("Name is too short (minimum is 3 characters)");
  if (!/^[a-z][a-z0-9-]{1,28}[a-z0-9]$/.test(name)) {
    throw invalidParams(
      "Name must start with a letter, end with a letter or digit and can only contain lowercase letters, digits, and dashes.",
    );
  }
}

function regionIn(body: JsonObject): string | undefined {
  const wanted = optionalIdentity(body, "region");
  if (wanted === undefined) return undefined;
  const region = findRegion(wanted);
  if (!region) throw invalidParams(`Region ${wanted} is not served by the sandbox.`);
  return region.name;
}

function stackIn(body: JsonObject, name: string): string | undefined {
  const wanted = optionalIdentity(body, name);
  if (wanted === undefined) return undefined;
  const stack = findStack(wanted);
  if (!stack) throw invalidParams(`Stack ${wanted} is not served by the sandbox.`);
  return stack.name;
}
