import { findStack } from "../../catalogue/stacks.ts";
import type { AppRecord } from "../../store/records.ts";
import { type Call, created, ok, pathPart, type Route, withApp } from "../call.ts";
import { invalidParams, notFound } from "../errors.ts";
import { optionalIdentity, optionalObject, optionalString, stringMap } from "../parameters.ts";
import { slugView } from "../views/slug.ts";

export const slugRoutes: readonly Route[] = [
  { method: "POST", pattern: "/apps/:app/slugs", handler: withApp(create, "deploy") },
  { method: "GET", pattern: "/apps/:app/slugs/:slug", handler: withApp(show, "deploy") },
];

function create({ parts, body }: Call, app: AppRecord) {
  if (!optionalObject(body, "process_types")) throw invalidParams("process_types is required");
  const processTypes = stringMap(body, "process_types");
  if (!Object.keys(processTypes).every((type) => /^[-\w]{1,128}$/.test(type))) {
    throw invalidParams("process_types: a type may have letters, digits, - and _ only");
  }
  const slug = parts.store.slugs.create({
    id: parts.world.uuid(),
    appId: app.id,
    commit: optionalString(body, "commit") ?? null,
    commitDescription: optionalString(body, "commit_description") ?? null,
    buildpackProvidedDescription: optionalString(body, "buildpack_provided_description") ?? null,
    checksum: optionalString(body, "checksum") ?? null,
    processTypes,
    size: null,
    stackName: findStack(optionalIdentity(body, "stack") ?? app.stackName)?.name ?? app.stackName,
  });
  return created(slugView(parts, slug, "PUT"));
}

function show(call: Call, app: AppRecord) {
  const slug = call.parts.store.slugs.find(pathPart(call, "slug"));
  if (slug?.appId !== app.id) throw notFound("slug");
  return ok(slugView(call.parts, slug));
}
