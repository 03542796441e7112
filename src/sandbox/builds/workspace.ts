import fs from "node:fs/promises";
import path from "node:path";
import type { Places } from "../parts.ts";
import type { AppRecord, ConfigVars } from "../store/records.ts";

/** The folders of one build; all but `cache` go with it. */
export interface Workspace {
  readonly root: string;
  /** BUILD_DIR. */
  readonly app: string;
  /** CACHE_DIR, kept from build to build of an app. */
  readonly cache: string;
  /** ENV_DIR. */
  readonly env: string;
  readonly home: string;
  readonly temporary: string;
  readonly buildpacks: string;
}

export async function openWorkspace(
  places: Places,
  { app, buildId, configVars }: { app: AppRecord; buildId: string; configVars: ConfigVars },
): Promise<Workspace> {
  const root = path.join(places.builds, buildId);
  const within = (name: string) => path.join(root, name);
  const cache = path.join(places.buildCaches, app.id);
  const workspace = {
    root,
    app: within("app"),
    cache,
    env: within("env"),
    home: within("home"),
    temporary: within("tmp"),
    buildpacks: within("buildpacks"),
  };
  const { app: _filledLater, ...made } = workspace;
  // ENV_DIR holds secrets.
  for (const folder of Object.values(made)) await fs.mkdir(folder, { recursive: true, mode: 0o700 });
  await writeConfigVars(workspace.env, configVars);
  return workspace;
}

export async function closeWorkspace({ root }: Pick<Workspace, "root">): Promise<void> {
  await fs.rm(root, { recursive: true, force: true, maxRetries: 5 });
}

async function writeConfigVars(folder: string, configVars: ConfigVars): Promise<void> {
  const named = Object.entries(configVars).filter(([name]) => /^\w+$/.test(name));
  await Promise.all(named.map(([name, value]) => fs.writeFile(path.join(folder, name), value, { mode: 0o600 })));
}
