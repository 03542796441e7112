import type { CallOptions, HerokuClient } from "../client.ts";
import { path } from "../path.ts";
import type { Build } from "./types.ts";

export interface NewBuild {
  readonly source_blob: {
    /** A tar.gz that the platform can fetch. */
    readonly url: string;
    readonly version?: string | undefined;
    /** `SHA256:<hex>` */
    readonly checksum?: string | undefined;
  };
  readonly buildpacks?: readonly { readonly url: string }[] | undefined;
}

/** Pending when it resolves; its output is at `output_stream_url`. */
export function createBuild(client: HerokuClient, app: string, build: NewBuild, options?: CallOptions): Promise<Build> {
  return client.send<Build>("POST", path`/apps/${app}/builds`, build, options);
}

/** The build of an app that is under way, or else its newest: builds of one second stand in no order. */
export async function newestBuild(
  client: HerokuClient,
  app: string,
  options?: CallOptions,
): Promise<Build | undefined> {
  const builds = client.list<Build>(path`/apps/${app}/builds`, {
    ...options,
    range: "created_at ..; order=desc, max=10",
  });
  for await (const newest of builds) return newest.find(({ status }) => status === "pending") ?? newest[0];
  return undefined;
}

export function getBuild(client: HerokuClient, app: string, build: string, options?: CallOptions): Promise<Build> {
  return client.get<Build>(path`/apps/${app}/builds/${build}`, options);
}

/** Cancelling is a variant of the API: without it the platform does not know the route. */
export async function cancelBuild(
  client: HerokuClient,
  app: string,
  build: string,
  options?: CallOptions,
): Promise<void> {
  const headers = { Accept: "application/vnd.heroku+json; version=3.cancel-build" };
  await client.request({ method: "DELETE", path: path`/apps/${app}/builds/${build}`, headers }, options);
}
