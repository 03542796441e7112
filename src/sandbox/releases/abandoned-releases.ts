import type { Store } from "../parts.ts";

/** Fails the releases that a killed sandbox left pending: their release phase died with it. */
export function failAbandonedReleases(store: Store): void {
  const pending = store.apps
    .list()
    .flatMap((app) => store.releases.list(app.id))
    .filter(({ status }) => status === "pending");
  for (const { id } of pending) store.releases.finish(id, "failed");
}
