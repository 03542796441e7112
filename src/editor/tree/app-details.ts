import type { Addon, AddonAttachment } from "../../heroku/resources/addons.ts";
import type { AppFeature } from "../../heroku/resources/app-features.ts";
import type { BuildpackInstallation } from "../../heroku/resources/buildpacks.ts";
import type { Domain } from "../../heroku/resources/domains.ts";
import type { TeamApp } from "../../heroku/resources/team-apps.ts";
import type { App, Collaborator, ConfigVars, Dyno, Formation, Release, Stack } from "../../heroku/resources/types.ts";
import { createLoadable, type Loadable } from "./loadable.ts";
import { type AppNode, type GroupNode, groupKinds } from "./nodes.ts";

/** What can be asked about an app; each is one conditional request. */
export interface AppFacts {
  readonly formation: readonly Formation[];
  readonly dynos: readonly Dyno[];
  readonly configVars: ConfigVars;
  readonly collaborators: readonly Collaborator[];
  readonly releases: readonly Release[];
  readonly addons: readonly Addon[];
  readonly attachments: readonly AddonAttachment[];
  readonly domains: readonly Domain[];
  readonly buildpacks: readonly BuildpackInstallation[];
  readonly features: readonly AppFeature[];
  readonly teamApp: TeamApp;
}
export type Part = keyof AppFacts;

/** What a tooltip says of an app beyond the list; a part that could not be had is missing. */
export interface About {
  readonly formation?: readonly Formation[] | undefined;
  readonly addons?: readonly Addon[] | undefined;
  readonly lastRelease?: Release | undefined;
  readonly isLocked?: boolean | undefined;
}

/** The pipeline and stage of apps, by the app's id. */
export type Pipelines = ReadonlyMap<string, { readonly id: string; readonly name: string; readonly stage: string }>;

/** Where the model gets its facts. */
export interface AppSource {
  apps(signal: AbortSignal): Promise<readonly App[]>;
  pipelines(signal: AbortSignal): Promise<Pipelines>;
  stacks(signal: AbortSignal): Promise<readonly Stack[]>;
  about(app: App, signal: AbortSignal): Promise<About>;
  /** `max`: at most so many, of a list that has no end. */
  part<P extends Part>(part: P, app: App, limits: { signal: AbortSignal; max: number }): Promise<AppFacts[P]>;
}

/** One app of the list: all that is kept of one that nobody has looked at. */
export interface AppEntry {
  app: App;
  readonly node: AppNode;
  details: AppDetails | undefined;
  about: Loadable<About> | undefined;
}

type AppParts = { readonly [P in Part]: Loadable<AppFacts[P]> };

/** An app and what of it has been looked at. */
export interface AppDetails extends AppParts {
  readonly app: App;
  readonly node: AppNode;
  readonly groups: readonly GroupNode[];
  /** Keys whose values are shown. */
  readonly revealed: Set<string>;
  /** How many releases are shown. */
  releaseCount: number;
}

export const releasePage = 15;

export function createAppDetails(
  entry: AppEntry,
  source: AppSource,
  changed: (details: AppDetails) => void,
): AppDetails {
  const { node } = entry;
  const report = (): void => changed(details);
  const loadable = <P extends Part>(part: P, tell = report): Loadable<AppFacts[P]> =>
    createLoadable({
      load: (signal) => source.part(part, entry.app, { signal, max: details.releaseCount }),
      changed: tell,
    });
  let hadDynos = false;
  const dynosChanged = (): void => {
    // Scaled elsewhere: the numbers beside the types must not contradict the dynos below them.
    if (hadDynos && details.formation.state.kind === "ready") void details.formation.refresh();
    hadDynos = true;
    report();
  };
  const details: AppDetails = {
    get app() {
      return entry.app;
    },
    node,
    groups: groupKinds.map((kind) => ({
      kind,
      id: `${node.id}/${kind}`,
      parent: node,
      appId: node.appId,
      sessionKey: node.sessionKey,
    })),
    revealed: new Set(),
    releaseCount: releasePage,
    formation: loadable("formation"),
    dynos: loadable("dynos", dynosChanged),
    configVars: loadable("configVars"),
    collaborators: loadable("collaborators"),
    releases: loadable("releases"),
    addons: loadable("addons"),
    attachments: loadable("attachments"),
    domains: loadable("domains"),
    buildpacks: loadable("buildpacks"),
    features: loadable("features"),
    teamApp: loadable("teamApp"),
  };
  return details;
}

export const parts: readonly Part[] = [
  "formation",
  "dynos",
  "configVars",
  "collaborators",
  "releases",
  "addons",
  "attachments",
  "domains",
  "buildpacks",
  "features",
  "teamApp",
];

export function loadablesOf(details: AppDetails): readonly Loadable<unknown>[] {
  return parts.map((part) => details[part]);
}
