import { rm } from "node:fs/promises";
import path from "node:path";
import type { Parts } from "../parts.ts";
import type { AppRecord } from "../store/records.ts";

/**
 * Takes an app away: its name is free when this resolves; its dynos may take their grace time to end, until `cleared`.
 */
export async function deleteApp(parts: Parts, app: AppRecord): Promise<{ cleared: Promise<void> }> {
  const { store, builds } = parts;
  const pending = store.builds.list(app.id).filter(({ status }) => status === "pending");
  await Promise.all(pending.map(({ id }) => builds.cancel(app.id, id)));
  const files = filesOf(parts, app.id);
  await leaveOtherApps(parts, app);
  store.apps.delete(app.id);
  return { cleared: clear(parts, app.id, files) };
}

/** Its add-ons go with it; what other apps have of them is taken away first. */
async function leaveOtherApps({ store, addons }: Parts, app: AppRecord): Promise<void> {
  const user = store.accounts.find(app.ownerId) ?? store.accounts.self();
  const attachments = store.addons.list(app.id).flatMap(({ id }) => store.attachments.ofAddon(id));
  for (const attachment of attachments) if (attachment.appId !== app.id) await addons.detach(attachment, user);
}

async function clear({ router, dynos, repositories, logplex }: Parts, appId: string, files: string[]): Promise<void> {
  await Promise.all([router.closeApp(appId), repositories.delete(appId), dynos.destroy(appId)]);
  logplex.forget(appId);
  await Promise.all(files.map((file) => rm(file, { recursive: true, force: true, maxRetries: 5 })));
}

/** Slugs, outputs and the build cache; what other rooms keep they take away themselves. */
function filesOf({ store, places }: Parts, appId: string): string[] {
  const [builds, releases] = [store.builds.list(appId), store.releases.list(appId)];
  const slugs = [...builds, ...releases].flatMap(({ slugId }) => slugId ?? []);
  const outputs = [...builds.map(({ id }) => id), ...releases.flatMap(({ outputId }) => outputId ?? [])];
  return [
    ...[...new Set(slugs)].map((id) => path.join(places.slugs, `${id}.tgz`)),
    ...outputs.map((id) => path.join(places.outputs, `${id}.log`)),
    path.join(places.buildCaches, appId),
  ];
}
