import { setTimeout as wait } from "node:timers/promises";
import type { HerokuClient } from "../../heroku/client.ts";
import { isHerokuError } from "../../heroku/errors.ts";
import { cancelBuild, getBuild, newestBuild } from "../../heroku/resources/builds.ts";
import type { App, Build } from "../../heroku/resources/types.ts";

/**
 * What became of the build after its push was cancelled. `none`: none had begun. `cancelled`: it ended, nothing is
 * released. `finished`: it was faster. `goes-on`: the platform does not cancel it. `unknown`: the platform did not answer.
 */
export type BuildEnd = "none" | "cancelled" | "finished" | "goes-on" | "unknown";

export interface Patience {
  /** Milliseconds between two looks. */
  readonly pause: number;
  /** How often to look for a build that has only just begun, and for its end. */
  readonly looks: number;
}

/** A build that has started goes on at the platform when its client goes away: it has to be cancelled there. */
export async function endBuild(
  client: HerokuClient,
  app: Pick<App, "id">,
  before: Pick<Build, "id"> | undefined,
  patience: Patience = { pause: 500, looks: 4 },
): Promise<BuildEnd> {
  try {
    const build = await untilBegun(client, app, before, patience);
    if (build === undefined) return "none";
    return build.status === "pending" ? await cancelled(client, app, build, patience) : "finished";
  } catch (error) {
    if (!isHerokuError(error)) throw error;
    return "unknown";
  }
}

async function untilBegun(
  client: HerokuClient,
  app: Pick<App, "id">,
  before: Pick<Build, "id"> | undefined,
  { pause, looks }: Patience,
): Promise<Build | undefined> {
  for (let look = 0; look < looks; look++) {
    const build = await newestBuild(client, app.id);
    if (build !== undefined && build.id !== before?.id) return build;
    await wait(pause);
  }
  return undefined;
}

async function cancelled(
  client: HerokuClient,
  app: Pick<App, "id">,
  build: Build,
  { pause, looks }: Patience,
): Promise<BuildEnd> {
  try {
    await cancelBuild(client, app.id, build.id);
  } catch (error) {
    if (!isHerokuError(error) || error.kind !== "platform") throw error;
    return afterRefusal(await getBuild(client, app.id, build.id));
  }
  for (let look = 0; look < looks * 5; look++) {
    const { status } = await getBuild(client, app.id, build.id);
    if (status !== "pending") return status === "succeeded" ? "finished" : "cancelled";
    await wait(pause);
  }
  return "goes-on";
}

function afterRefusal({ status }: Build): BuildEnd {
  if (status === "pending") return "goes-on";
  return status === "succeeded" ? "finished" : "cancelled";
}
