import type { PipelineRecord } from "../../store/resource-records.ts";
import { type Call, created, list, ok, pathPart, type Route } from "../call.ts";
import { forbidden, invalidParams, notFound } from "../errors.ts";
import { findPipeline, visiblePipelines } from "../find-pipeline.ts";
import { memberTeam, requireMember } from "../find-team.ts";
import { optionalObject, optionalString, requiredString } from "../parameters.ts";
import { pipelineView } from "../views/pipeline.ts";

export const pipelineRoutes: readonly Route[] = [
  { method: "GET", pattern: "/pipelines", handler: listPipelines },
  { method: "POST", pattern: "/pipelines", handler: create },
  { method: "GET", pattern: "/pipelines/:pipeline", handler: (call) => ok(pipelineView(find(call))) },
  { method: "PATCH", pattern: "/pipelines/:pipeline", handler: rename },
  { method: "DELETE", pattern: "/pipelines/:pipeline", handler: remove },
];

/** The official CLI looks a pipeline up by `eq[name]`. */
function listPipelines(call: Call) {
  const name = call.query.get("eq[name]");
  const pipelines = visiblePipelines(call).filter((pipeline) => name === null || pipeline.name === name);
  return list(pipelines.map(pipelineView), { attributes: ["id", "name"] });
}

function create(call: Call) {
  const name = nameIn(call);
  return created(pipelineView(call.parts.store.pipelines.create({ name, ...ownerIn(call) })));
}

function rename(call: Call) {
  const pipeline = owned(call);
  const name = nameIn(call);
  return ok(pipelineView(call.parts.store.pipelines.rename(pipeline.id, name)));
}

function remove(call: Call) {
  const pipeline = owned(call);
  call.parts.store.pipelines.delete(pipeline.id);
  return ok(pipelineView(pipeline));
}

function find(call: Call): PipelineRecord {
  return findPipeline(call, pathPart(call, "pipeline"));
}

function owned(call: Call): PipelineRecord {
  const pipeline = find(call);
  const { parts, user } = call;
  const isOwn =
    pipeline.ownerType === "user"
      ? pipeline.ownerId === user.id
      : (parts.store.teams.member(pipeline.ownerId, user.id)?.role ?? "viewer") !== "viewer";
  if (!isOwn) throw forbidden("You do not have permission to change this pipeline.");
  return pipeline;
}

function nameIn({ body }: Call): string {
  const name = requiredString(body, "name");
  if (!/^[a-z][a-z0-9-]{2,29}$/.test(name)) {
    throw invalidParams(
      "Name must start with a letter, have 3 to 30 characters and can only contain lowercase letters, digits, and dashes.",
    );
  }
  return name;
}

/** The caller, or a team that it is a member of, and not to look only. */
function ownerIn(call: Call): Pick<PipelineRecord, "ownerId" | "ownerType"> {
  const { body, user } = call;
  const owner = optionalObject(body, "owner");
  const id = owner && optionalString(owner, "id");
  if (!owner || id === undefined) return { ownerId: user.id, ownerType: "user" };
  const type = requiredString(owner, "type");
  if (type === "user" && id === user.id) return { ownerId: id, ownerType: type };
  if (type !== "team") throw notFound("user");
  const team = memberTeam(call, id);
  requireMember(team);
  return { ownerId: team.id, ownerType: "team" };
}
