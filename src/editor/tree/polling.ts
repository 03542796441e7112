import { isUnreachable } from "../explanation.ts";
import type { AppDetails, Part } from "./app-details.ts";
import type { AppsTree } from "./apps-tree.ts";
import { groupParts } from "./group-parts.ts";
import type { Loadable } from "./loadable.ts";

/** Milliseconds between two conditional requests. */
export const periods = { soon: 1000, dynos: 5000, rest: 30_000 } as const;

/** Milliseconds between two attempts to reach a host that does not answer, at most. */
const unansweredPeriod = 4000;

export interface Watched {
  readonly loadable: Pick<Loadable<unknown>, "askedAt" | "failures" | "refresh" | "state">;
  readonly period: number;
}

export interface Looking {
  /** Ids of expanded rows; a collapsed app costs nothing. */
  readonly open: ReadonlySet<string>;
  /** For a short time after an action of ours. */
  readonly isHurried: boolean;
  readonly isByPipeline: boolean;
}

/** What of the tree is looked at now. */
export function watched(tree: AppsTree, { open, isHurried, isByPipeline }: Looking): readonly Watched[] {
  const all: Watched[] = [{ loadable: tree.list, period: periods.rest }];
  if (isByPipeline) all.push({ loadable: tree.pipelines, period: periods.rest });
  for (const details of tree.looked) {
    if (open.has(details.node.id)) all.push(...watchedOf(details, open, isHurried));
  }
  return all.filter(({ loadable }) => loadable.state.kind !== "unloaded");
}

function watchedOf(details: AppDetails, open: ReadonlySet<string>, isHurried: boolean): readonly Watched[] {
  const groups = details.groups.filter(({ id }) => open.has(id)).map(({ kind }) => groupParts[kind]);
  const parts = new Set<Part>(["formation", "teamApp", ...groups.flatMap(({ rows, more }) => [...rows, ...more])]);
  return [...parts].map((part) => ({
    loadable: details[part],
    period: part === "dynos" ? dynoPeriod(details, isHurried) : periods.rest,
  }));
}

function dynoPeriod({ dynos }: AppDetails, isHurried: boolean): number {
  const isMoving = dynos.state.kind === "ready" && dynos.state.value.some(({ state }) => state === "starting");
  return isHurried || isMoving ? periods.soon : periods.dynos;
}

/**
 * Those whose time has come. After failures the time doubles, up to the longest period; where nobody answered it starts
 * small and stays so: such a question costs nobody anything, and who waits for the network looks at it.
 */
export function due(all: readonly Watched[], now: Date): readonly Watched[] {
  return all.filter(({ loadable, period }) => {
    return now.getTime() - (loadable.askedAt?.getTime() ?? 0) >= patienceWith(loadable, period);
  });
}

function patienceWith({ failures, state }: Watched["loadable"], period: number): number {
  const doublings = 2 ** Math.min(failures, 6);
  if (state.kind === "unloaded" || !isUnreachable(state.problem)) return Math.min(period * doublings, periods.rest);
  return Math.min(periods.soon * doublings, unansweredPeriod);
}
