import type { Store } from "../parts.ts";
import type { ReleaseRecord, SlugRecord } from "../store/records.ts";
import type { DynoPlan } from "./live-dyno.ts";
import type { SlugSource } from "./slug-trees.ts";

/** The dynos that an app should have, by name: none before it has a release with a slug. */
export function planFormation(store: Store, appId: string): Map<string, DynoPlan> {
  const release = store.releases.current(appId);
  if (!store.apps.find(appId) || !release?.slugId) return new Map();
  const common = { appId, ...planRelease(release), slug: findSlug(store, release.slugId) };
  const plans = store.formation.list(appId).flatMap(({ type, quantity, command, size }) =>
    Array.from({ length: quantity }, (_, index) => ({
      ...common,
      type,
      command,
      size,
      name: `${type}.${index + 1}`,
    })),
  );
  return new Map(plans.map((plan) => [plan.name, plan]));
}

export function planRelease(release: ReleaseRecord): Pick<DynoPlan, "releaseId" | "releaseVersion" | "configVars"> {
  return { releaseId: release.id, releaseVersion: release.version, configVars: release.configVars };
}

export function toSlugSource({ id, checksum }: SlugRecord): SlugSource {
  return { id, checksum };
}

export function findSlug(store: Store, id: string): SlugSource {
  const slug = store.slugs.find(id);
  // A slug that is not in the store is not on disk either, which the dyno's log will say.
  return slug === undefined ? { id, checksum: null } : toSlugSource(slug);
}

export function isSamePlan(one: DynoPlan, other: DynoPlan): boolean {
  return one.releaseId === other.releaseId && one.command === other.command && one.size === other.size;
}
