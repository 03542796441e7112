import type { AppTarget } from "../../../src/editor/services.ts";
import { coupleToPipeline, type PipelineStage } from "../../../src/heroku/resources/pipelines.ts";

/** The id of a new pipeline. */
export async function createPipeline({ session }: AppTarget, name: string): Promise<string> {
  const owner = { id: session.account.id, type: "user" };
  return (await session.client.send<{ id: string }>("POST", "/pipelines", { name, owner })).id;
}

export async function coupleTo(pipeline: string, { app, session }: AppTarget, stage: PipelineStage): Promise<void> {
  await coupleToPipeline(session.client, { app: app.id, pipeline, stage });
}
