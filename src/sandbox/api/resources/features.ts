import { type AppFeature, appFeatures, findAppFeature } from "../../catalogue/app-features.ts";
import type { AppRecord } from "../../store/records.ts";
import { type Call, list, ok, pathPart, type Route, withApp } from "../call.ts";
import { invalidParams, notFound } from "../errors.ts";
import { optionalBoolean } from "../parameters.ts";
import { appFeatureView } from "../views/feature.ts";

export const featureRoutes: readonly Route[] = [
  { method: "GET", pattern: "/apps/:app/features", handler: withApp(listFeatures) },
  {
    method: "GET",
    pattern: "/apps/:app/features/:feature",
    handler: withApp((call, app) => show(call, app, find(call))),
  },
  { method: "PATCH", pattern: "/apps/:app/features/:feature", handler: withApp(update) },
];

function listFeatures({ parts }: Call, app: AppRecord) {
  const enabled = parts.store.features.enabled(app.id);
  const views = appFeatures.map((feature) => appFeatureView(app, feature, enabled));
  return list(views, { attributes: ["id", "name"] });
}

function update(call: Call, app: AppRecord) {
  const feature = find(call);
  const enabled = optionalBoolean(call.body, "enabled");
  if (enabled === undefined) throw invalidParams("enabled is required");
  call.parts.store.features.set(app.id, feature.name, enabled);
  return show(call, app, feature);
}

function show({ parts }: Call, app: AppRecord, feature: AppFeature) {
  return ok(appFeatureView(app, feature, parts.store.features.enabled(app.id)));
}

function find(call: Call): AppFeature {
  const feature = findAppFeature(pathPart(call, "feature"));
  if (!feature) throw notFound("feature");
  return feature;
}
