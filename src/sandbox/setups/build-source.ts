import type { Parts } from "../parts.ts";
import type { SetupRequest } from "./set-up-app.ts";
import { SetupFailure } from "./setup-failure.ts";

/** Builds and releases a folder, which it consumes; resolves when the release lives. */
export async function buildSource(
  { store, builds, releases }: Parts,
  { setup, app, user, source }: SetupRequest,
  folder: string,
): Promise<void> {
  const today = store.apps.find(app.id);
  if (!today) throw new SetupFailure("The app was deleted while it was being set up.");
  const { record, done } = builds.start({
    app: today,
    user,
    source: { kind: "folder", path: folder },
    version: source.version,
    versionDescription: null,
  });
  store.appSetups.update(setup.id, { buildId: record.id, buildStatus: "pending" });
  const { status, releaseId } = await done;
  store.appSetups.update(setup.id, { buildStatus: status });
  if (status !== "succeeded") throw new SetupFailure("Build failed -- check your build output.");
  await releases.settled(app.id);
  const release = releaseId === null ? undefined : store.releases.find(app.id, releaseId);
  if (release?.status === "failed") throw new SetupFailure("Release command failed.");
}
