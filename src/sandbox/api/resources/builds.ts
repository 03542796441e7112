import { registryName } from "../../catalogue/registry-name.ts";
import type { AppRecord, BuildRecord } from "../../store/records.ts";
import { accepted, type Call, created, type JsonObject, list, ok, pathPart, type Route, withApp } from "../call.ts";
import { invalidParams, notFound } from "../errors.ts";
import { optionalObject, optionalString, requiredObjects, requiredString } from "../parameters.ts";
import { buildView } from "../views/build.ts";

export const buildRoutes: readonly Route[] = [
  { method: "GET", pattern: "/apps/:app/builds", handler: withApp(listBuilds) },
  {
    method: "GET",
    pattern: "/apps/:app/builds/:build",
    handler: withApp((call, app) => ok(buildView(call.parts, app, find(call, app)))),
  },
  { method: "POST", pattern: "/apps/:app/builds", handler: withApp(create, "deploy") },
  { method: "DELETE", pattern: "/apps/:app/builds/:build", handler: withApp(cancel, "deploy") },
  { method: "DELETE", pattern: "/apps/:app/build-cache", handler: withApp(purgeCache, "deploy") },
];

function listBuilds({ parts }: Call, app: AppRecord) {
  const views = parts.store.builds.list(app.id).map((build) => buildView(parts, app, build));
  return list(views, { attributes: ["id", "created_at"], shared: ["created_at"] });
}

function create(call: Call, app: AppRecord) {
  const { parts, body, user, inBackground } = call;
  const blob = optionalObject(body, "source_blob");
  if (!blob) throw invalidParams("source_blob is required");
  const { record, done } = parts.builds.start({
    app,
    user,
    source: { kind: "url", url: urlIn(blob), checksum: optionalString(blob, "checksum") ?? null },
    version: optionalString(blob, "version") ?? null,
    versionDescription: optionalString(blob, "version_description") ?? null,
    buildpacks: buildpacksIn(body),
  });
  inBackground(done);
  return created(buildView(parts, app, record));
}

async function cancel(call: Call, app: AppRecord) {
  const build = find(call, app);
  if (!(await call.parts.builds.cancel(app.id, build.id))) throw invalidParams("The build has already ended.");
  return ok(buildView(call.parts, app, find(call, app)));
}

async function purgeCache({ parts }: Call, app: AppRecord) {
  await parts.builds.purgeCache(app.id);
  return accepted();
}

function find(call: Call, app: AppRecord): BuildRecord {
  const build = call.parts.store.builds.find(app.id, pathPart(call, "build"));
  if (!build) throw notFound("build");
  return build;
}

function urlIn(blob: JsonObject): string {
  const url = requiredString(blob, "url");
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw invalidParams("source_blob.url must be an http or https URL");
  return url;
}

function buildpacksIn(body: JsonObject): string[] | undefined {
  const { buildpacks } = body;
  if (buildpacks === undefined || buildpacks === null) return undefined;
  return requiredObjects(body, "buildpacks").map((buildpack) =>
    registryName(optionalString(buildpack, "url") ?? requiredString(buildpack, "name")),
  );
}
