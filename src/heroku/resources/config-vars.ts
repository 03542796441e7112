import type { CallOptions, HerokuClient } from "../client.ts";
import { path } from "../path.ts";
import type { ConfigVars } from "./types.ts";

export function getConfigVars(client: HerokuClient, app: string, options?: CallOptions): Promise<ConfigVars> {
  return client.get<ConfigVars>(path`/apps/${app}/config-vars`, options);
}

/** One release for the whole change; null removes a key. Resolves with all config vars afterwards. */
export function changeConfigVars(
  client: HerokuClient,
  app: string,
  change: Readonly<Record<string, string | null>>,
  options?: CallOptions,
): Promise<ConfigVars> {
  return client.send<ConfigVars>("PATCH", path`/apps/${app}/config-vars`, change, options);
}
