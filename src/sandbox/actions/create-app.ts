import { defaultRegionName } from "../catalogue/regions.ts";
import { defaultStackName } from "../catalogue/stacks.ts";
import type { Parts } from "../parts.ts";
import type { TeamRecord } from "../store/identity.ts";
import type { AccountRecord, AppRecord } from "../store/records.ts";

/** Makes an app as the platform does: repository, address, releases v1 and v2. Throws `NameTaken`. */
export async function createApp(
  parts: Parts,
  {
    regionName = defaultRegionName,
    stackName = defaultStackName,
    user = parts.store.accounts.self(),
    ...given
  }: NewApp,
): Promise<AppRecord> {
  const { store, releases, repositories, router } = parts;
  const { app, released } = store.transaction(() => {
    const app = store.apps.create({ ...given, regionName, stackName, user });
    const release = (description: string) => releases.create({ appId: app.id, description, user });
    return { app, released: [release("Initial release"), release("Enable Logplex")] };
  });
  try {
    await Promise.all(released);
    await router.open(app);
  } catch (error) {
    store.apps.delete(app.id);
    throw error;
  }
  // Without git an app is an app all the same; a push makes the repository then, and says what is missing.
  await repositories.create(app).catch(() => {});
  return store.apps.find(app.id) ?? app;
}

interface NewApp {
  readonly name: string;
  readonly regionName?: string | undefined;
  readonly stackName?: string | undefined;
  /** Who makes it; the sandbox's own account by default. */
  readonly user?: AccountRecord | undefined;
  readonly team?: TeamRecord | undefined;
  readonly locked?: boolean | undefined;
}
