import { allPages, type CallOptions, type HerokuClient } from "../client.ts";
import { path } from "../path.ts";

export interface Pipeline {
  readonly id: string;
  readonly name: string;
}

export type PipelineStage = "development" | "production" | "review" | "staging" | "test";

/** That an app is in a pipeline; one coupling at most per app. */
export interface PipelineCoupling {
  readonly id: string;
  readonly app: { readonly id: string };
  readonly pipeline: { readonly id: string; readonly name?: string };
  readonly stage: PipelineStage;
}

export function listPipelines(client: HerokuClient, options?: CallOptions): Promise<Pipeline[]> {
  return allPages(client.list<Pipeline>("/pipelines", options));
}

/** Of every app that the account can see. */
export function listPipelineCouplings(client: HerokuClient, options?: CallOptions): Promise<PipelineCoupling[]> {
  return allPages(client.list<PipelineCoupling>("/pipeline-couplings", options));
}

/** Of one app. Rejects with status 404 when it is in no pipeline. */
export function getPipelineCoupling(
  client: HerokuClient,
  app: string,
  options?: CallOptions,
): Promise<PipelineCoupling> {
  return client.get<PipelineCoupling>(path`/apps/${app}/pipeline-couplings`, options);
}

/** Puts an app into a stage of a pipeline; `pipeline` is an id. */
export function coupleToPipeline(
  client: HerokuClient,
  coupling: { readonly app: string; readonly pipeline: string; readonly stage: PipelineStage },
  options?: CallOptions,
): Promise<PipelineCoupling> {
  return client.send<PipelineCoupling>("POST", "/pipeline-couplings", coupling, options);
}
