import { createApp } from "../../actions/create-app.ts";
import { registryName } from "../../catalogue/registry-name.ts";
import { setUpApp } from "../../setups/set-up-app.ts";
import { accepted, type Call, type JsonObject, ok, pathPart, type Route } from "../call.ts";
import { invalidParams, notFound } from "../errors.ts";
import { memberTeam, requireMember } from "../find-team.ts";
import { newAppIn } from "../new-app.ts";
import {
  optionalBoolean,
  optionalIdentity,
  optionalObject,
  optionalString,
  requiredObjects,
  requiredString,
  stringMap,
} from "../parameters.ts";
import { appSetupView } from "../views/app-setup.ts";

export const appSetupRoutes: readonly Route[] = [
  { method: "POST", pattern: "/app-setups", handler: create },
  { method: "GET", pattern: "/app-setups/:setup", handler: show },
];

/** The app is there when this answers; everything else follows. */
async function create(call: Call) {
  const { parts, body, user } = call;
  const wanted = optionalObject(body, "app") ?? {};
  const request = {
    user,
    source: sourceIn(body),
    ...overridesIn(optionalObject(body, "overrides") ?? {}),
    hasStack: optionalIdentity(wanted, "stack") !== undefined,
  };
  const app = await createApp(parts, { ...newAppIn(wanted), user, ...ownerIn(call, wanted) });
  const setup = parts.store.appSetups.create({ appId: app.id, appName: app.name, userId: user.id });
  call.inBackground(setUpApp(parts, { ...request, setup, app }));
  return accepted(appSetupView(parts, setup));
}

function show(call: Call) {
  const setup = call.parts.store.appSetups.find(pathPart(call, "setup"));
  if (setup?.userId !== call.user.id) throw notFound("app setup");
  return ok(appSetupView(call.parts, setup));
}

/** A team goes by its older name here; `team` is taken too. */
function ownerIn(call: Call, wanted: JsonObject) {
  const name = optionalIdentity(wanted, "organization") ?? optionalIdentity(wanted, "team");
  if (name === undefined || optionalBoolean(wanted, "personal") === true) return {};
  const team = memberTeam(call, name);
  requireMember(team);
  return { team, locked: optionalBoolean(wanted, "locked") ?? false };
}

function sourceIn(body: JsonObject) {
  const blob = optionalObject(body, "source_blob");
  if (!blob) throw invalidParams("source_blob is required");
  const url = requiredString(blob, "url");
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw invalidParams("source_blob.url must be an http or https URL");
  }
  const version = optionalString(blob, "version") ?? null;
  return { url, version, checksum: optionalString(blob, "checksum") ?? null };
}

function overridesIn(overrides: JsonObject) {
  const env = stringMap(overrides, "env");
  const wrong = Object.keys(env).find((name) => !/^\w+$/.test(name));
  if (wrong !== undefined) throw invalidParams(`overrides.env: ${wrong} is not the name of a config var`);
  const given = overrides["buildpacks"] === undefined || overrides["buildpacks"] === null;
  const buildpacks = given
    ? undefined
    : requiredObjects(overrides, "buildpacks").map((buildpack) => registryName(requiredString(buildpack, "url")));
  return { env, buildpacks };
}
