import type { CallOptions, HerokuClient } from "../client.ts";
import { path } from "../path.ts";
import type { Release } from "./types.ts";

/** The newest first, at most `max` (up to 1000). */
export async function listReleases(
  client: HerokuClient,
  app: string,
  { max = 15, ...options }: CallOptions & { readonly max?: number | undefined } = {},
): Promise<readonly Release[]> {
  const range = `version ..; order=desc, max=${max}`;
  for await (const page of client.list<Release>(path`/apps/${app}/releases`, { ...options, range })) return page;
  return [];
}

/** Makes a new release out of an old one: its slug and config vars, not its add-ons. `release` is an id or a version. */
export function rollback(client: HerokuClient, app: string, release: string, options?: CallOptions): Promise<Release> {
  return client.send<Release>("POST", path`/apps/${app}/releases`, { release }, options);
}
