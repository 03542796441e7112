import { allPages, type CallOptions, type HerokuClient } from "../client.ts";
import { path } from "../path.ts";

export interface BuildpackInstallation {
  /** `name` is `heroku/nodejs` for an official one, else the same as `url`. */
  readonly buildpack: { readonly name: string; readonly url: string };
}

/** In the order in which they run. */
export function listBuildpacks(
  client: HerokuClient,
  app: string,
  options?: CallOptions,
): Promise<BuildpackInstallation[]> {
  return allPages(client.list<BuildpackInstallation>(path`/apps/${app}/buildpack-installations`, options));
}

/** Names (`heroku/nodejs`) or URLs, in the order in which they shall run; none: the platform detects. */
export function setBuildpacks(
  client: HerokuClient,
  app: string,
  buildpacks: readonly string[],
  options?: CallOptions,
): Promise<BuildpackInstallation[]> {
  const updates = buildpacks.map((buildpack) => ({ buildpack }));
  return client.send("PUT", path`/apps/${app}/buildpack-installations`, { updates }, options);
}
