import { isUnreachable } from "../explanation.ts";
import type { AppDetails } from "./app-details.ts";
import type { AppsTree } from "./apps-tree.ts";
import type { Loadable } from "./loadable.ts";

/** Milliseconds between two conditional requests. */
export const periods = { soon: 1000, dynos: 5000, rest: 30_000 } as const;

/** Milliseconds between two attempts to reach a host that does not answer, at most. */
const unansweredPeriod = 4000;

export interface Watched {
  readonly loadable: Pick<Loadable<unknown>, "askedAt" | "failures" | "refresh" | "state">;
  readonly period: number;
}

/**
 * What of the tree is looked at now. `open` holds the ids of expanded rows; a collapsed app costs nothing.
 * `isHurried` for a short time after an action of ours.
 */
export function watched(tree: AppsTree, open: ReadonlySet<string>, isHurried: boolean): readonly Watched[] {
  const details = tree.apps.flatMap(({ id }) => tree.details(id) ?? []).filter(({ node }) => open.has(node.id));
  return [
    { loadable: tree.list, period: periods.rest },
    ...details.flatMap((it) => watchedOf(it, open, isHurried)),
  ].filter(({ loadable }) => loadable.state.kind !== "unloaded");
}

function watchedOf(details: AppDetails, open: ReadonlySet<string>, isHurried: boolean): readonly Watched[] {
  const isOpen = (kind: string): boolean => details.groups.some((group) => group.kind === kind && open.has(group.id));
  const result: Watched[] = [{ loadable: details.formation, period: periods.rest }];
  if (isOpen("processes")) result.push({ loadable: details.dynos, period: dynoPeriod(details, isHurried) });
  if (isOpen("config")) result.push({ loadable: details.configVars, period: periods.rest });
  if (isOpen("collaborators")) result.push({ loadable: details.collaborators, period: periods.rest });
  return result;
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
