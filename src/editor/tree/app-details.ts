import type { App, Collaborator, ConfigVars, Dyno, Formation } from "../../heroku/resources/types.ts";
import { createLoadable, type Loadable } from "./loadable.ts";
import type { AppNode, GroupNode } from "./nodes.ts";

/** Where the model gets its facts; each call is one conditional request. */
export interface AppSource {
  apps(signal: AbortSignal): Promise<readonly App[]>;
  formation(app: App, signal: AbortSignal): Promise<readonly Formation[]>;
  dynos(app: App, signal: AbortSignal): Promise<readonly Dyno[]>;
  configVars(app: App, signal: AbortSignal): Promise<ConfigVars>;
  collaborators(app: App, signal: AbortSignal): Promise<readonly Collaborator[]>;
}

/** One app and what of it has been looked at. */
export interface AppDetails {
  app: App;
  readonly node: AppNode;
  readonly groups: readonly GroupNode[];
  readonly formation: Loadable<readonly Formation[]>;
  readonly dynos: Loadable<readonly Dyno[]>;
  readonly configVars: Loadable<ConfigVars>;
  readonly collaborators: Loadable<readonly Collaborator[]>;
  /** Keys whose values are shown. */
  readonly revealed: Set<string>;
}

export function createAppDetails(app: App, source: AppSource, changed: (details: AppDetails) => void): AppDetails {
  const node: AppNode = { kind: "app", id: `app/${app.id}`, parent: undefined, appId: app.id };
  const report = (): void => changed(details);
  let hadDynos = false;
  const details: AppDetails = {
    app,
    node,
    groups: (["processes", "config", "collaborators"] as const).map((kind) => groupNode(kind, node)),
    formation: createLoadable({ load: (signal) => source.formation(details.app, signal), changed: report }),
    dynos: createLoadable({
      load: (signal) => source.dynos(details.app, signal),
      changed: () => {
        // Scaled elsewhere: the numbers beside the types must not contradict the dynos below them.
        if (hadDynos && details.formation.state.kind === "ready") void details.formation.refresh();
        hadDynos = true;
        report();
      },
    }),
    configVars: createLoadable({ load: (signal) => source.configVars(details.app, signal), changed: report }),
    collaborators: createLoadable({ load: (signal) => source.collaborators(details.app, signal), changed: report }),
    revealed: new Set(),
  };
  return details;
}

export function loadablesOf(details: AppDetails): readonly Loadable<unknown>[] {
  return [details.formation, details.dynos, details.configVars, details.collaborators];
}

function groupNode(kind: GroupNode["kind"], parent: AppNode): GroupNode {
  return { kind, id: `${parent.id}/${kind}`, parent, appId: parent.appId };
}
