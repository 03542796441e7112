import type { GitProgram } from "../../git/program.ts";
import type { HerokuClient } from "../../heroku/client.ts";
import { isPlatformError } from "../../heroku/errors.ts";
import { type AppSetup, createAppSetup } from "../../heroku/resources/app-setups.ts";
import { uploadSource } from "../../heroku/resources/sources.ts";
import { type Landed, land, packCommit } from "./land.ts";
import type { AppPlan } from "./plan.ts";

export interface SetUpOptions {
  readonly git: GitProgram;
  readonly client: HerokuClient;
  readonly plan: AppPlan;
  readonly env: Readonly<Record<string, string>>;
  readonly from: string;
  readonly to: string;
  readonly signal: AbortSignal;
  readonly report: (step: "copy" | "upload" | "create") => void;
}

/**
 * Makes the project here and the app there: the commit is uploaded, and the platform makes the app from its app.json,
 * add-ons and first build included. When it throws there is no project, and no app unless the error says that there may be.
 */
export async function setUp(options: SetUpOptions): Promise<{ readonly project: Landed; readonly setup: AppSetup }> {
  const { git, client, plan, env, from, to, signal, report } = options;
  report("copy");
  const project = await land(git, { from, to, signal });
  try {
    report("upload");
    const url = await uploadSource(client, await packCommit(git, to, project.commit), { signal });
    signal.throwIfAborted();
    report("create");
    const { name, region, stack, team } = plan;
    const app = { name: name || undefined, region, stack, organization: team };
    const request = { source_blob: { url, version: project.commit }, app, overrides: { env } };
    // Not cancelled from here on: whether there is an app would not be known.
    return { project, setup: await createAppSetup(client, request).catch(sayWhetherKnown) };
  } catch (error) {
    await project.undo();
    throw error;
  }
}

function sayWhetherKnown(cause: unknown): never {
  if (isPlatformError(cause) && cause.status < 500) throw cause;
  const why = cause instanceof Error ? cause.message : String(cause);
  throw new Error(`${why} The app may be there all the same: look for it in My Heroku Applications.`, { cause });
}
