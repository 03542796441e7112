import { type Addon, listAddons } from "../../heroku/resources/addons.ts";
import { getApp } from "../../heroku/resources/apps.ts";
import { listBuildpacks } from "../../heroku/resources/buildpacks.ts";
import { listCollaborators } from "../../heroku/resources/collaborators.ts";
import { getConfigVars } from "../../heroku/resources/config-vars.ts";
import { type Domain, listDomains } from "../../heroku/resources/domains.ts";
import { listDynos } from "../../heroku/resources/dynos.ts";
import { listFormation } from "../../heroku/resources/formation.ts";
import { listReleases } from "../../heroku/resources/releases.ts";
import type { App, Collaborator, Dyno, Formation, Release } from "../../heroku/resources/types.ts";
import { explainInLine } from "../explanation.ts";
import type { Session } from "../services.ts";

/** A part of the page: what the platform said, or why it said nothing. */
export type Part<T> =
  | { readonly kind: "known"; readonly value: T }
  | { readonly kind: "refused"; readonly why: string };

/** An app with what only its own page shows. Sizes in bytes. */
export interface WholeApp extends App {
  readonly repo_size?: number | null;
  readonly slug_size?: number | null;
  readonly build_stack?: { readonly name: string };
}

/** All that the page shows of an app. Keys of config vars, never a value. */
export interface AppFacts {
  readonly app: WholeApp;
  readonly formation: Part<readonly Formation[]>;
  readonly dynos: Part<readonly Dyno[]>;
  readonly configKeys: Part<readonly string[]>;
  readonly collaborators: Part<readonly Collaborator[]>;
  readonly releases: Part<readonly Release[]>;
  readonly addons: Part<readonly Addon[]>;
  readonly domains: Part<readonly Domain[]>;
  readonly buildpacks: Part<readonly string[]>;
}

/** Throws when the app itself cannot be had; every other part stands for itself. */
export async function readFacts({ client }: Session, appId: string): Promise<AppFacts> {
  const app: WholeApp = await getApp(client, appId);
  const [formation, dynos, configKeys, collaborators, releases, addons, domains, buildpacks] = await Promise.all([
    part(listFormation(client, appId)),
    part(listDynos(client, appId)),
    part(getConfigVars(client, appId).then((vars) => Object.keys(vars).sort())),
    part(listCollaborators(client, appId)),
    part(listReleases(client, appId, { max: 10 })),
    part(listAddons(client, appId)),
    part(listDomains(client, appId)),
    part(listBuildpacks(client, appId).then((all) => all.map(({ buildpack }) => buildpack.name))),
  ]);
  return { app, formation, dynos, configKeys, collaborators, releases, addons, domains, buildpacks };
}

async function part<T>(asked: Promise<T>): Promise<Part<T>> {
  try {
    return { kind: "known", value: await asked };
  } catch (error) {
    return { kind: "refused", why: explainInLine(error) };
  }
}
