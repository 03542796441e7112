import type { CouplingRecord, PipelineRecord } from "../../store/resource-records.ts";
import { generationReference } from "./references.ts";

export const pipelineView = (pipeline: PipelineRecord) => ({
  created_at: pipeline.createdAt,
  generation: generationReference,
  id: pipeline.id,
  name: pipeline.name,
  owner: { id: pipeline.ownerId, type: pipeline.ownerType },
  updated_at: pipeline.updatedAt,
});

/** The pipeline has its name too, which the schema leaves out and clients show. */
export const couplingView = (coupling: CouplingRecord, pipelineName: string) => ({
  app: { id: coupling.appId },
  created_at: coupling.createdAt,
  id: coupling.id,
  pipeline: { id: coupling.pipelineId, name: pipelineName },
  stage: coupling.stage,
  updated_at: coupling.updatedAt,
});
