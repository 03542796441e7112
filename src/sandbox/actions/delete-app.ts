import type { Parts } from "../parts.ts";
import type { AppRecord } from "../store/records.ts";

/**
 * Takes an app away: its name is free when this resolves; its dynos may take their grace time to end, until `cleared`.
 */
export async function deleteApp(parts: Parts, app: AppRecord): Promise<{ cleared: Promise<void> }> {
  const { store, builds } = parts;
  const pending = store.builds.list(app.id).filter(({ status }) => status === "pending");
  await Promise.all(pending.map(({ id }) => builds.cancel(app.id, id)));
  store.apps.delete(app.id);
  return { cleared: clear(parts, app.id) };
}

async function clear({ router, dynos, repositories, logplex }: Parts, appId: string): Promise<void> {
  await Promise.all([router.closeApp(appId), repositories.delete(appId), dynos.destroy(appId)]);
  logplex.forget(appId);
}
