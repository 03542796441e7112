import type { AppRecord } from "../../store/records.ts";
import { type CouplingRecord, type Stage, stages } from "../../store/resource-records.ts";
import { type Call, created, list, ok, pathPart, type Route, withApp } from "../call.ts";
import { invalidParams, notFound } from "../errors.ts";
import { findPipeline } from "../find-pipeline.ts";
import { optionalIdentity, requiredString } from "../parameters.ts";
import { requirePermission, visibleApp } from "../permissions.ts";
import { couplingView } from "../views/pipeline.ts";
import { named } from "./account.ts";

export const pipelineCouplingRoutes: readonly Route[] = [
  { method: "GET", pattern: "/pipeline-couplings", handler: (call) => listOf(call, visible(call)) },
  {
    method: "GET",
    pattern: "/users/:user/pipeline-couplings",
    handler(call) {
      named(call);
      return listOf(call, visible(call));
    },
  },
  { method: "GET", pattern: "/teams/:team/pipeline-couplings", handler: ofTeam },
  { method: "POST", pattern: "/pipeline-couplings", handler: couple },
  { method: "GET", pattern: "/pipeline-couplings/:coupling", handler: (call) => show(call, find(call)) },
  { method: "PATCH", pattern: "/pipeline-couplings/:coupling", handler: move },
  { method: "DELETE", pattern: "/pipeline-couplings/:coupling", handler: uncouple },
  { method: "GET", pattern: "/pipelines/:pipeline/pipeline-couplings", handler: ofPipeline },
  { method: "GET", pattern: "/apps/:app/pipeline-couplings", handler: withApp(ofApp) },
];

function listOf(call: Call, couplings: readonly CouplingRecord[]) {
  return list(
    couplings.map((coupling) => viewOf(call, coupling)),
    { attributes: ["id"] },
  );
}

function ofTeam(call: Call) {
  const { teams } = call.parts.store;
  const team = teams.find(pathPart(call, "team"));
  if (!team || !teams.member(team.id, call.user.id)) throw notFound("team");
  const own = visible(call).filter(({ appId }) => call.parts.store.apps.find(appId)?.teamId === team.id);
  return listOf(call, own);
}

function ofPipeline(call: Call) {
  const { id } = findPipeline(call, pathPart(call, "pipeline"));
  return listOf(call, call.parts.store.couplings.ofPipeline(id));
}

/** One coupling or none, in spite of its plural: an app is in one pipeline at most. */
function ofApp(call: Call, app: AppRecord) {
  const coupling = call.parts.store.couplings.ofApp(app.id);
  if (!coupling) throw notFound("pipeline coupling");
  return show(call, coupling);
}

function couple(call: Call) {
  const { parts } = call;
  const app = visibleApp(call, identityIn(call, "app"));
  requirePermission(call, app, "operate");
  const pipeline = findPipeline(call, identityIn(call, "pipeline"));
  const stage = stageIn(call);
  if (parts.store.couplings.ofApp(app.id)) throw invalidParams(`${app.name} is already in a pipeline.`);
  const coupling = parts.store.couplings.create({ appId: app.id, pipelineId: pipeline.id, stage });
  return created(couplingView(coupling, pipeline.name));
}

function move(call: Call) {
  const coupling = operable(call);
  return show(call, call.parts.store.couplings.move(coupling.id, stageIn(call)));
}

function uncouple(call: Call) {
  const coupling = operable(call);
  const view = viewOf(call, coupling);
  call.parts.store.couplings.delete(coupling.id);
  return ok(view);
}

function show(call: Call, coupling: CouplingRecord) {
  return ok(viewOf(call, coupling));
}

function viewOf({ parts: { store } }: Call, coupling: CouplingRecord) {
  return couplingView(coupling, store.pipelines.find(coupling.pipelineId)?.name ?? "");
}

function visible({ parts: { store }, user }: Call): CouplingRecord[] {
  const apps = new Set(store.apps.visibleTo(user.id).map(({ id }) => id));
  return store.couplings.list().filter(({ appId }) => apps.has(appId));
}

function find(call: Call): CouplingRecord {
  const coupling = call.parts.store.couplings.find(pathPart(call, "coupling"));
  if (!coupling) throw notFound("pipeline coupling");
  visibleApp(call, coupling.appId);
  return coupling;
}

function operable(call: Call): CouplingRecord {
  const coupling = find(call);
  requirePermission(call, visibleApp(call, coupling.appId), "operate");
  return coupling;
}

function identityIn({ body }: Call, name: string): string {
  const wanted = optionalIdentity(body, name);
  if (wanted === undefined) throw invalidParams(`${name} is required`);
  return wanted;
}

function stageIn({ body }: Call): Stage {
  const wanted = requiredString(body, "stage");
  const stage = stages.find((known) => known === wanted);
  if (!stage) throw invalidParams(`stage must be one of ${stages.join(", ")}`);
  return stage;
}
