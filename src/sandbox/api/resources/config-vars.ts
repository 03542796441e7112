import { type ConfigChange, changeConfigVars } from "../../actions/change-config-vars.ts";
import { ownedConfigVars } from "../../addons/owned-config-vars.ts";
import type { AppRecord } from "../../store/records.ts";
import { type Call, type JsonObject, ok, type Route, withApp } from "../call.ts";
import { invalidParams } from "../errors.ts";
import { findRelease } from "./releases.ts";

/** All config vars of an app together (Dev Center: limits). */
const largestConfig = 64 * 1024;

export const configVarRoutes: readonly Route[] = [
  {
    method: "GET",
    pattern: "/apps/:app/config-vars",
    handler: withApp(({ parts }, app) => ok(parts.store.configVars.get(app.id)), "deploy"),
  },
  { method: "PATCH", pattern: "/apps/:app/config-vars", handler: withApp(update, "operate") },
  {
    method: "GET",
    pattern: "/apps/:app/releases/:release/config-vars",
    handler: withApp((call, app) => ok(findRelease(call, app).configVars), "deploy"),
  },
];

async function update({ parts, body, user }: Call, app: AppRecord) {
  const change = parseChange(body);
  refuseOwned(parts, app, change);
  const after = JSON.stringify({ ...parts.store.configVars.get(app.id), ...change });
  if (Buffer.byteLength(after) > largestConfig) throw invalidParams("Config vars are limited to 64 KB in total.");
  return ok(await changeConfigVars(parts, app, change, user));
}

/** Config vars of an add-on are changed by it alone. */
function refuseOwned({ store }: Call["parts"], app: AppRecord, change: ConfigChange): void {
  const before = store.configVars.get(app.id);
  const owned = ownedConfigVars(store, app.id);
  const refused = Object.entries(change).filter(([key, value]) => owned.has(key) && before[key] !== value);
  if (refused.length === 0) return;
  throw invalidParams(`Cannot overwrite attachment values ${refused.map(([key]) => key).join(", ")}.`);
}

function parseChange(body: JsonObject): ConfigChange {
  for (const [key, value] of Object.entries(body)) {
    if (!/^\w+$/.test(key))
      throw invalidParams(`Config var ${JSON.stringify(key)}: only letters, digits and underscores.`);
    if (value !== null && typeof value !== "string") throw invalidParams(`Config var ${key} must be a string or null.`);
    if (value?.includes("\0")) throw invalidParams(`Config var ${key} must not contain a NUL byte.`);
  }
  return body as ConfigChange;
}
