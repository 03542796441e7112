import { accountFeatures, findAccountFeature } from "../../catalogue/account-features.ts";
import { appFeatures, findAppFeature } from "../../catalogue/app-features.ts";
import type { AppRecord } from "../../store/records.ts";
import { type Call, list, ok, pathPart, type Route, withApp } from "../call.ts";
import { invalidParams, notFound } from "../errors.ts";
import { optionalBoolean } from "../parameters.ts";
import { featureView } from "../views/feature.ts";

const sorting = { attributes: ["id", "name"] };

export const featureRoutes: readonly Route[] = [
  { method: "GET", pattern: "/apps/:app/features", handler: withApp(listOfApp) },
  { method: "GET", pattern: "/apps/:app/features/:feature", handler: withApp(showOfApp) },
  { method: "PATCH", pattern: "/apps/:app/features/:feature", handler: withApp(updateOfApp, "operate") },
  { method: "GET", pattern: "/account/features", handler: listOfAccount },
  { method: "GET", pattern: "/account/features/:feature", handler: showOfAccount },
  { method: "PATCH", pattern: "/account/features/:feature", handler: updateOfAccount },
];

function listOfApp({ parts }: Call, app: AppRecord) {
  const enabled = parts.store.features.enabled(app.id);
  return list(
    appFeatures.map((feature) => featureView(feature, enabled, app.createdAt)),
    sorting,
  );
}

function showOfApp(call: Call, app: AppRecord) {
  const feature = known(findAppFeature(pathPart(call, "feature")));
  return ok(featureView(feature, call.parts.store.features.enabled(app.id), app.createdAt));
}

function updateOfApp(call: Call, app: AppRecord) {
  const { name } = known(findAppFeature(pathPart(call, "feature")));
  call.parts.store.features.set(app.id, name, enabledIn(call));
  return showOfApp(call, app);
}

function listOfAccount({ parts, user }: Call) {
  const enabled = parts.store.accountFeatures.enabled(user.id);
  return list(
    accountFeatures.map((feature) => featureView(feature, enabled, user.createdAt)),
    sorting,
  );
}

function showOfAccount(call: Call) {
  const { parts, user } = call;
  const feature = known(findAccountFeature(pathPart(call, "feature")));
  return ok(featureView(feature, parts.store.accountFeatures.enabled(user.id), user.createdAt));
}

function updateOfAccount(call: Call) {
  const { name } = known(findAccountFeature(pathPart(call, "feature")));
  call.parts.store.accountFeatures.set(call.user.id, name, enabledIn(call));
  return showOfAccount(call);
}

function known<Feature>(feature: Feature | undefined): Feature {
  if (!feature) throw notFound("feature");
  return feature;
}

function enabledIn({ body }: Call): boolean {
  const enabled = optionalBoolean(body, "enabled");
  if (enabled === undefined) throw invalidParams("enabled is required");
  return enabled;
}
