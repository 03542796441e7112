import type { HerokuClient } from "../../heroku/client.ts";
import { createApp } from "../../heroku/resources/apps.ts";
import { setBuildpacks } from "../../heroku/resources/buildpacks.ts";
import { coupleToPipeline } from "../../heroku/resources/pipelines.ts";
import type { App } from "../../heroku/resources/types.ts";
import type { AppPlan } from "./plan.ts";

/** What of a plan did not come about, although the app is there. */
export interface Shortfall {
  readonly part: "buildpacks" | "pipeline";
  readonly cause: unknown;
}

export interface MadeApp {
  readonly app: App;
  readonly shortfalls: readonly Shortfall[];
}

/** Creates the app, then what belongs to it. Throws a `HerokuError` only when there is no app. */
export async function makeApp(client: HerokuClient, plan: AppPlan): Promise<MadeApp> {
  const { name, team, region, stack, buildpacks, pipeline } = plan;
  const app = await createApp(client, { name: name || undefined, team, region, stack });
  const shortfalls: Shortfall[] = [];
  const attempt = async (part: Shortfall["part"], work: () => Promise<unknown>): Promise<void> => {
    await work().catch((cause: unknown) => shortfalls.push({ part, cause }));
  };
  if (buildpacks.length > 0) await attempt("buildpacks", () => setBuildpacks(client, app.id, buildpacks));
  if (pipeline !== undefined) {
    const coupling = { app: app.id, pipeline: pipeline.id, stage: pipeline.stage };
    await attempt("pipeline", () => coupleToPipeline(client, coupling));
  }
  return { app, shortfalls };
}
