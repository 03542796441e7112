import type { Dynos, Store } from "../parts.ts";
import type { ReleaseRecord, SlugRecord } from "../store/records.ts";
import { findSlug, planRelease, toSlugSource } from "./formation-plans.ts";
import type { OneOffPlan } from "./one-off-dyno.ts";

type NamelessPlan = Omit<OneOffPlan, "name">;

/** A command on the current release; in an empty folder before the first slug. `timeToLive` is in seconds. */
export function planDetached(store: Store, appId: string, run: Parameters<Dynos["runDetached"]>[1]): NamelessPlan {
  const { command, type, env, size, timeToLive } = run;
  const release = store.releases.current(appId);
  const slug = release?.slugId ? findSlug(store, release.slugId) : null;
  const { configVars, ...released } = release ? planRelease(release) : unreleased;
  const timeLimit = timeToLive === null ? null : timeToLive * 1000;
  return { appId, ...released, type, command, size, slug, configVars: { ...configVars, ...env }, timeLimit };
}

/** The `release` process of a slug, with the config vars of the release that it may let live. */
export function planReleasePhase(
  store: Store,
  appId: string,
  release: ReleaseRecord,
  slug: SlugRecord,
): Omit<NamelessPlan, "timeLimit"> {
  const command = slug.processTypes["release"] ?? "";
  const size = store.formation.find(appId, "release")?.size ?? store.formation.list(appId)[0]?.size ?? "Basic";
  return { appId, ...planRelease(release), type: "release", command, size, slug: toSlugSource(slug) };
}

const unreleased = { releaseId: "", releaseVersion: 0, configVars: {} };
