import type { HerokuClient } from "../../heroku/client.ts";
import { listAddonAttachments, listAddons } from "../../heroku/resources/addons.ts";
import { listAppFeatures } from "../../heroku/resources/app-features.ts";
import { listApps } from "../../heroku/resources/apps.ts";
import { listBuildpacks } from "../../heroku/resources/buildpacks.ts";
import { listCollaborators } from "../../heroku/resources/collaborators.ts";
import { getConfigVars } from "../../heroku/resources/config-vars.ts";
import { listDomains } from "../../heroku/resources/domains.ts";
import { listDynos } from "../../heroku/resources/dynos.ts";
import { listFormation } from "../../heroku/resources/formation.ts";
import { listPipelineCouplings, listPipelines } from "../../heroku/resources/pipelines.ts";
import { listStacks } from "../../heroku/resources/platform.ts";
import { listReleases } from "../../heroku/resources/releases.ts";
import { getTeamApp } from "../../heroku/resources/team-apps.ts";
import type { App } from "../../heroku/resources/types.ts";
import type { About, AppFacts, AppSource, Part, Pipelines } from "./app-details.ts";

type Question<T> = (
  client: HerokuClient,
  app: string,
  limits: { readonly signal: AbortSignal; readonly max: number },
) => Promise<T>;

const questions: { readonly [P in Part]: Question<AppFacts[P]> } = {
  formation: listFormation,
  dynos: listDynos,
  configVars: getConfigVars,
  collaborators: listCollaborators,
  releases: listReleases,
  addons: listAddons,
  attachments: listAddonAttachments,
  domains: listDomains,
  buildpacks: listBuildpacks,
  features: listAppFeatures,
  teamApp: getTeamApp,
};

/** The facts of the tree from the Platform API; the client makes every read a conditional one. */
export function platformSource(client: HerokuClient): AppSource {
  return {
    apps: (signal) => listApps(client, { signal }),
    pipelines: (signal) => pipelines(client, signal),
    stacks: (signal) => listStacks(client, { signal }),
    about: (app, signal) => about(client, app, signal),
    part: (part, { id }, limits) => questions[part](client, id, limits),
  };
}

/** One round trip; what is refused, as add-ons to some collaborators, is left out. */
async function about(client: HerokuClient, { id, team }: App, signal: AbortSignal): Promise<About> {
  const limits = { signal, timeout: 5000 };
  const [formation, addons, releases, teamApp] = await Promise.allSettled([
    listFormation(client, id, limits),
    listAddons(client, id, limits),
    listReleases(client, id, { ...limits, max: 1 }),
    team ? getTeamApp(client, id, limits) : undefined,
  ]);
  if (formation.status === "rejected") throw formation.reason;
  return {
    formation: formation.value,
    addons: settledValue(addons),
    lastRelease: settledValue(releases)?.[0],
    isLocked: settledValue(teamApp)?.locked,
  };
}

function settledValue<T>(settled: PromiseSettledResult<T>): T | undefined {
  return settled.status === "fulfilled" ? settled.value : undefined;
}

async function pipelines(client: HerokuClient, signal: AbortSignal): Promise<Pipelines> {
  const [all, couplings] = await Promise.all([
    listPipelines(client, { signal }),
    listPipelineCouplings(client, { signal }),
  ]);
  const names = new Map(all.map(({ id, name }) => [id, name]));
  return new Map(
    couplings.map(({ app, pipeline: { id, name }, stage }) => [
      app.id,
      { id, name: names.get(id) ?? name ?? id, stage },
    ]),
  );
}
