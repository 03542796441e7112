import type { PipelineRecord } from "../store/resource-records.ts";
import type { Call } from "./call.ts";
import { notFound } from "./errors.ts";

/** Pipelines that the caller or one of its teams owns, and those with an app that it sees. */
export function visiblePipelines({ parts: { store }, user }: Pick<Call, "parts" | "user">): PipelineRecord[] {
  const owners = new Set([user.id, ...store.teams.ofMember(user.id).map(({ id }) => id)]);
  const apps = new Set(store.apps.visibleTo(user.id).map(({ id }) => id));
  const coupled = new Set(
    store.couplings.list().flatMap(({ appId, pipelineId }) => (apps.has(appId) ? pipelineId : [])),
  );
  return store.pipelines.list().filter(({ id, ownerId }) => owners.has(ownerId) || coupled.has(id));
}

/** By id or name. Throws 404 for one that the caller does not see. */
export function findPipeline(call: Call, wanted: string): PipelineRecord {
  const pipeline = visiblePipelines(call).find(({ id, name }) => id === wanted || name === wanted);
  if (!pipeline) throw notFound("pipeline");
  return pipeline;
}
