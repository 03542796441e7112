import { allPages, type CallOptions, type HerokuClient } from "../client.ts";
import { path } from "../path.ts";

export interface AppFeature {
  readonly id: string;
  /** `http-session-affinity` */
  readonly name: string;
  readonly display_name?: string | null;
  readonly description: string;
  readonly doc_url: string | null;
  readonly enabled: boolean;
  /** `general`, `beta`, … */
  readonly state: string;
}

export function listAppFeatures(client: HerokuClient, app: string, options?: CallOptions): Promise<AppFeature[]> {
  return allPages(client.list<AppFeature>(path`/apps/${app}/features`, options));
}

export function setAppFeature(
  client: HerokuClient,
  app: string,
  { feature, enabled }: { readonly feature: string; readonly enabled: boolean },
  options?: CallOptions,
): Promise<AppFeature> {
  return client.send<AppFeature>("PATCH", path`/apps/${app}/features/${feature}`, { enabled }, options);
}
