import type { HerokuClient } from "../../heroku/client.ts";
import type { AppSetup } from "../../heroku/resources/app-setups.ts";
import { endBuild } from "../deploy/end-build.ts";
import { followSetup } from "./follow-setup.ts";

/**
 * Cancels the build of a set-up, which then fails, and resolves with how it ended. Undefined when it goes on, or nobody
 * can tell: before and after its build a set-up cannot be cancelled.
 */
export async function endSetup(
  client: HerokuClient,
  { app, setup }: { readonly app: { readonly id: string }; readonly setup: string },
  patience = 5000,
): Promise<AppSetup | undefined> {
  await endBuild(client, app, undefined);
  const options = { signal: AbortSignal.timeout(patience), onLine: () => {}, pause: 200 };
  return followSetup(client, setup, options).catch(() => undefined);
}
