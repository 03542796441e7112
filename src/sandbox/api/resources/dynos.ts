import { defaultDynoSize, findDynoSize, noSuchSize } from "../../catalogue/dyno-sizes.ts";
import type { DynoSelector } from "../../parts.ts";
import type { AppRecord } from "../../store/records.ts";
import { accepted, type Call, created, list, ok, pathPart, type Route, withApp } from "../call.ts";
import { invalidParams, notFound } from "../errors.ts";
import {
  optionalBoolean,
  optionalIdentity,
  optionalInteger,
  optionalString,
  requiredString,
  stringMap,
} from "../parameters.ts";
import { dynoView } from "../views/dyno.ts";

export const dynoRoutes: readonly Route[] = [
  { method: "GET", pattern: "/apps/:app/dynos", handler: withApp(listDynos) },
  {
    method: "GET",
    pattern: "/apps/:app/dynos/:dyno",
    handler: withApp((call, app) => ok(dynoView(app, findDyno(call, app)))),
  },
  { method: "POST", pattern: "/apps/:app/dynos", handler: withApp(run, "operate") },
  {
    method: "DELETE",
    pattern: "/apps/:app/dynos",
    handler: withApp((call, app) => restart(call, app, { kind: "all" }), "operate"),
  },
  {
    method: "DELETE",
    pattern: "/apps/:app/dynos/:dyno",
    handler: withApp((call, app) => restart(call, app, ofDyno(call, app)), "operate"),
  },
  {
    method: "DELETE",
    pattern: "/apps/:app/formations/:type",
    handler: withApp((call, app) => restart(call, app, ofType(call, app)), "operate"),
  },
  {
    method: "POST",
    pattern: "/apps/:app/dynos/:dyno/actions/stop",
    handler: withApp((call, app) => stop(call, app, ofDyno(call, app)), "operate"),
  },
  {
    method: "POST",
    pattern: "/apps/:app/formations/:type/actions/stop",
    handler: withApp((call, app) => stop(call, app, ofType(call, app)), "operate"),
  },
];

function listDynos({ parts }: Call, app: AppRecord) {
  const views = parts.dynos.list(app.id).map((dyno) => dynoView(app, dyno));
  return list(views, { attributes: ["id", "name"] });
}

function run({ parts, body }: Call, app: AppRecord) {
  if (optionalBoolean(body, "attach")) {
    throw invalidParams("The sandbox cannot attach to a one-off dyno. Run it detached and read its output in the log.");
  }
  const wantedSize = optionalIdentity(body, "size") ?? defaultDynoSize;
  const size = findDynoSize(wantedSize)?.name;
  if (size === undefined) throw invalidParams(noSuchSize(wantedSize));
  const dyno = parts.dynos.runDetached(app.id, {
    command: requiredString(body, "command"),
    type: typeIn(optionalString(body, "type") ?? "run"),
    env: stringMap(body, "env"),
    size,
    timeToLive: optionalInteger(body, "time_to_live") ?? null,
  });
  return created(dynoView(app, dyno));
}

function typeIn(type: string): string {
  if (!/^[-\w]{1,128}$/.test(type)) throw invalidParams("type may have letters, digits, - and _ only");
  return type;
}

function restart({ parts }: Call, app: AppRecord, which: DynoSelector) {
  parts.dynos.restart(app.id, which);
  return accepted();
}

function stop({ parts }: Call, app: AppRecord, which: DynoSelector) {
  parts.dynos.stop(app.id, which);
  return accepted();
}

/** The platform's clients send a process type here too: `heroku ps:restart web`. */
function ofDyno(call: Call, app: AppRecord): DynoSelector {
  const name = pathPart(call, "dyno");
  if (!name.includes(".") && call.parts.store.formation.find(app.id, name)) return { kind: "type", type: name };
  return { kind: "dyno", dyno: findDyno(call, app).name };
}

function ofType(call: Call, app: AppRecord): DynoSelector {
  const type = pathPart(call, "type");
  const isKnown =
    call.parts.store.formation.find(app.id, type) || call.parts.dynos.list(app.id).some((dyno) => dyno.type === type);
  if (!isKnown) throw notFound("process type", type);
  return { kind: "type", type };
}

function findDyno(call: Call, app: AppRecord) {
  const dyno = call.parts.dynos.find(app.id, pathPart(call, "dyno"));
  if (!dyno) throw notFound("dyno");
  return dyno;
}
