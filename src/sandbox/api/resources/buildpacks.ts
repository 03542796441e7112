import { buildpackRegistry, registryName } from "../../catalogue/registry-name.ts";
import type { AppRecord, BuildpackInstallationRecord } from "../../store/records.ts";
import { type Call, type JsonObject, list, ok, pathPart, type Route, withApp } from "../call.ts";
import { invalidParams, notFound } from "../errors.ts";
import { requiredObjects, requiredString } from "../parameters.ts";

export const buildpackRoutes: readonly Route[] = [
  {
    method: "GET",
    pattern: "/apps/:app/buildpack-installations",
    handler: withApp(({ parts }, app) => listOf(parts.store.buildpacks.list(app.id))),
  },
  { method: "PUT", pattern: "/apps/:app/buildpack-installations", handler: withApp(replace, "operate") },
  { method: "GET", pattern: "/buildpacks/:name", handler: lookUp },
];

function replace({ parts, body }: Call, app: AppRecord) {
  const urls = requiredObjects(body, "updates").map(buildpackIn);
  if (new Set(urls).size < urls.length) throw invalidParams("The same buildpack is named twice.");
  return listOf(parts.store.buildpacks.replace(app.id, urls));
}

/** The registry's own question, for clients that are told to ask it here. */
function lookUp(call: Call) {
  const name = pathPart(call, "name");
  if (!/^heroku\/[\w-]+$/.test(name)) throw notFound("buildpack");
  return ok({ id: name, name: name.split("/")[1], namespace: "heroku", blob_url: `${buildpackRegistry}${name}.tgz` });
}

function buildpackIn(update: JsonObject): string {
  const name = registryName(requiredString(update, "buildpack"));
  const isUrl = URL.canParse(name) && /^(https?|git|ssh|file):$/.test(new URL(name).protocol);
  if (!isUrl && !/^[\w-]+\/[\w.-]+$/.test(name)) throw invalidParams(`${name} is not a buildpack name or URL.`);
  return name;
}

function listOf(installations: readonly BuildpackInstallationRecord[]) {
  const views = installations.map(({ ordinal, url }) => ({ ordinal, buildpack: { url, name: url } }));
  return list(views, { attributes: ["ordinal"] });
}
