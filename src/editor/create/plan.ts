import type { PipelineStage } from "../../heroku/resources/pipelines.ts";

/** An app as a person wants it; what is missing is the platform's to choose. */
export interface AppPlan {
  /** Empty: a random one. */
  readonly name: string;
  /** A team's name; undefined for the account itself. */
  readonly team?: string | undefined;
  readonly region?: string | undefined;
  readonly stack?: string | undefined;
  /** Names or URLs, in the order in which they run; none: detected at each build. */
  readonly buildpacks: readonly string[];
  readonly pipeline?: { readonly id: string; readonly name: string; readonly stage: PipelineStage } | undefined;
}

export const emptyPlan: AppPlan = { name: "", buildpacks: [] };

/** The first free name of a git remote: `heroku`, else the stage, else the app's name. */
export function remoteNameFor(taken: readonly string[], app: string, stage: PipelineStage | undefined): string {
  const names = ["heroku", ...(stage === undefined ? [] : [stage]), app, `heroku-${app}`];
  return names.find((name) => !taken.includes(name)) ?? `heroku-${app}-${taken.length}`;
}
