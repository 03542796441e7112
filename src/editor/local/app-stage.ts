import { getPipelineCoupling } from "../../heroku/resources/pipelines.ts";
import { isMissing } from "../explanation.ts";
import type { AppTarget } from "../services.ts";

/**
 * Whether people depend on an app: it is in the stage production of a pipeline, or in none and is called so. What
 * cannot be known counts as production.
 */
export async function isProduction({ app, session }: AppTarget): Promise<boolean> {
  try {
    return (await getPipelineCoupling(session.client, app.id)).stage === "production";
  } catch (error) {
    return !isMissing(error) || soundsLikeProduction(app.name);
  }
}

export function soundsLikeProduction(name: string): boolean {
  return /(?:^|-)(?:prod|production|live)(?:-|$)/.test(name);
}
