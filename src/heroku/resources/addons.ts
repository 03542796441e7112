import { allPages, type CallOptions, type HerokuClient } from "../client.ts";
import { path } from "../path.ts";

export interface Addon {
  readonly id: string;
  readonly plan: { readonly id: string; readonly name: string };
  /** Names of the config vars that it sets. */
  readonly config_vars: readonly string[];
}

export interface AddonAttachment {
  readonly name: string;
  readonly addon: { readonly id: string };
}

export function listAddons(client: HerokuClient, app: string, options?: CallOptions): Promise<Addon[]> {
  return allPages(client.list<Addon>(path`/apps/${app}/addons`, options));
}

export function listAddonAttachments(
  client: HerokuClient,
  app: string,
  options?: CallOptions,
): Promise<AddonAttachment[]> {
  return allPages(client.list<AddonAttachment>(path`/apps/${app}/addon-attachments`, options));
}
