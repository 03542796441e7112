import { allPages, type CallOptions, type HerokuClient } from "../client.ts";
import { path } from "../path.ts";

export interface Addon {
  readonly id: string;
  /** `postgresql-curved-12345` */
  readonly name: string;
  readonly plan: { readonly id: string; readonly name: string };
  readonly addon_service: { readonly id: string; readonly name: string };
  /** The app that pays for it. */
  readonly app: { readonly id: string; readonly name: string };
  readonly state: "deprovisioned" | "deprovisioning" | "provisioned" | "provisioning";
  /** Names of the config vars that it sets. */
  readonly config_vars: readonly string[];
  readonly web_url: string | null;
  /** Cents per `unit`, as agreed when it was made; null where the platform does not say. */
  readonly billed_price?: { readonly cents: number; readonly unit: string; readonly contract: boolean } | null;
  readonly created_at: string;
}

export interface AddonAttachment {
  readonly id: string;
  /** Begins the names of its config vars: `DATABASE`. */
  readonly name: string;
  /** `app`: the one that the add-on belongs to. */
  readonly addon: {
    readonly id: string;
    readonly name: string;
    readonly app?: { readonly id: string; readonly name: string } | undefined;
  };
  readonly app: { readonly id: string; readonly name: string };
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
