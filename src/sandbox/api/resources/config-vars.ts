import { type ConfigChange, changeConfigVars } from "../../actions/change-config-vars.ts";
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
    handler: withApp(({ parts }, app) => ok(parts.store.configVars.get(app.id))),
  },
  { method: "PATCH", pattern: "/apps/:app/config-vars", handler: withApp(update) },
  {
    method: "GET",
    pattern: "/apps/:app/releases/:release/config-vars",
    handler: withApp((call, app) => ok(findRelease(call, app).configVars)),
  },
];

async function update({ parts, body }: Call, app: AppRecord) {
  const change = parseChange(body);
  const after = JSON.stringify({ ...parts.store.configVars.get(app.id), ...change });
  if (Buffer.byteLength(after) > largestConfig) throw invalidParams("Config vars are limited to 64 KB in total.");
  return ok(await changeConfigVars(parts, app, change));
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
