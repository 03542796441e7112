import { type Scaling, scale } from "../../actions/scale.ts";
import { scalingProblem } from "../../actions/scaling-rules.ts";
import { findDynoSize, noSuchSize } from "../../catalogue/dyno-sizes.ts";
import type { AppRecord, FormationRecord } from "../../store/records.ts";
import { type Call, type JsonObject, list, ok, pathPart, type Route, withApp } from "../call.ts";
import { invalidParams, notFound } from "../errors.ts";
import { optionalIdentity, requiredObjects, requiredString } from "../parameters.ts";
import { formationView } from "../views/formation.ts";

const sorting = { attributes: ["id", "type"] };

export const formationRoutes: readonly Route[] = [
  {
    method: "GET",
    pattern: "/apps/:app/formation",
    handler: withApp(({ parts }, app) => listOf(app, parts.store.formation.list(app.id))),
  },
  {
    method: "GET",
    pattern: "/apps/:app/formation/:type",
    handler: withApp((call, app) => ok(formationView(app, findEntry(call, app, pathPart(call, "type"))))),
  },
  { method: "PATCH", pattern: "/apps/:app/formation", handler: withApp(updateMany, "operate") },
  { method: "PATCH", pattern: "/apps/:app/formation/:type", handler: withApp(updateOne, "operate") },
];

function updateMany(call: Call, app: AppRecord) {
  const scalings = requiredObjects(call.body, "updates").map((update) =>
    parseScaling(findEntry(call, app, requiredString(update, "type")), update),
  );
  check(call, app, scalings);
  return listOf(app, scale(call.parts, app, scalings, call.user));
}

function updateOne(call: Call, app: AppRecord) {
  const scaling = parseScaling(findEntry(call, app, pathPart(call, "type")), call.body);
  check(call, app, [scaling]);
  const [entry] = scale(call.parts, app, [scaling], call.user);
  return ok(formationView(app, entry ?? scaling.entry));
}

function listOf(app: AppRecord, formation: readonly FormationRecord[]) {
  return list(
    formation.map((entry) => formationView(app, entry)),
    sorting,
  );
}

function findEntry({ parts }: Call, app: AppRecord, type: string): FormationRecord {
  const entry = parts.store.formation.find(app.id, type);
  if (!entry) throw notFound("process type", type);
  return entry;
}

/** The official CLI sends `quantity` as `"2"`, `"+1"`, `"-1"` and the size as `size`; the schema has numbers and `dyno_size`. */
function parseScaling(entry: FormationRecord, update: JsonObject): Scaling {
  const size = parseSize(entry, optionalIdentity(update, "dyno_size") ?? optionalIdentity(update, "size"));
  const quantity = parseQuantity(entry, update);
  return { entry, quantity, size };
}

function parseSize(entry: FormationRecord, wanted: string | undefined): string {
  if (wanted === undefined) return entry.size;
  const size = findDynoSize(wanted);
  if (!size) throw invalidParams(noSuchSize(wanted));
  return size.name;
}

function parseQuantity(entry: FormationRecord, { quantity: wanted }: JsonObject): number {
  if (wanted === undefined || wanted === null) return entry.quantity;
  const [, sign = "", digits] = /^([+-]?)(\d{1,9})$/.exec(String(wanted)) ?? [];
  if (digits === undefined || (typeof wanted === "number" && sign !== "")) {
    throw invalidParams("quantity must be a whole number of 0 or more");
  }
  if (sign === "") return Number(digits);
  return Math.max(0, entry.quantity + (sign === "+" ? 1 : -1) * Number(digits));
}

function check({ parts }: Call, app: AppRecord, scalings: readonly Scaling[]): void {
  const problem = scalingProblem(parts.store.formation.list(app.id), scalings);
  if (problem !== undefined) throw invalidParams(problem);
}
