import { allPages, type CallOptions, type HerokuClient } from "../client.ts";
import { path } from "../path.ts";
import type { Formation } from "./types.ts";

export interface ScaleUpdate {
  readonly type: string;
  readonly quantity: number;
  readonly size?: string | undefined;
}

export function listFormation(client: HerokuClient, app: string, options?: CallOptions): Promise<Formation[]> {
  return allPages(client.list<Formation>(path`/apps/${app}/formation`, options));
}

/** `size` is the field that the CLI sends; the published schema calls it `dyno_size`, the platform takes both. */
export function scale(
  client: HerokuClient,
  app: string,
  updates: readonly ScaleUpdate[],
  options?: CallOptions,
): Promise<Formation[]> {
  return client.send<Formation[]>("PATCH", path`/apps/${app}/formation`, { updates }, options);
}
