import type { AppDetails, Part } from "./app-details.ts";
import type { GroupKind } from "./nodes.ts";

interface GroupParts {
  /** Its rows are made of these: when one cannot be had, the group says so. */
  readonly rows: readonly Part[];
  /** These say more about its rows, where they can be had. */
  readonly more: readonly Part[];
}

/** What a group asks the platform for when it is opened. */
export const groupParts: Readonly<Record<GroupKind, GroupParts>> = {
  processes: { rows: ["formation", "dynos"], more: [] },
  config: { rows: ["configVars"], more: ["addons", "attachments"] },
  collaborators: { rows: ["collaborators"], more: [] },
  releases: { rows: ["releases"], more: [] },
  addons: { rows: ["addons"], more: ["attachments"] },
  domains: { rows: ["domains"], more: [] },
  buildpacks: { rows: ["buildpacks"], more: [] },
  features: { rows: ["features"], more: [] },
};

/** Why the rows of a group cannot be had; undefined while they can, or nobody knows. */
export function problemOfGroup(kind: GroupKind, details: AppDetails): unknown {
  for (const part of groupParts[kind].rows) {
    const { state } = details[part];
    if (state.kind === "failed") return state.problem;
  }
  return undefined;
}
