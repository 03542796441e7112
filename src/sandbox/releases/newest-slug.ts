import type { Store } from "../parts.ts";

/**
 * The slug of the newest release that has not failed. One that is still in its release phase counts: a config change
 * made meanwhile must not bring the old code back afterwards.
 */
export function newestSlugId(store: Store, appId: string): string | null {
  const candidates = store.releases.list(appId).filter(({ status, current }) => status === "pending" || current);
  return candidates.at(-1)?.slugId ?? null;
}
