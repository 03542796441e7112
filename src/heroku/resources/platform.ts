import { allPages, type CallOptions, type HerokuClient } from "../client.ts";
import { path } from "../path.ts";
import type { DynoSize, Region, Stack } from "./types.ts";

export function listRegions(client: HerokuClient, options?: CallOptions): Promise<Region[]> {
  return allPages(client.list<Region>("/regions", options));
}

export function listStacks(client: HerokuClient, options?: CallOptions): Promise<Stack[]> {
  return allPages(client.list<Stack>("/stacks", options));
}

export function listDynoSizes(client: HerokuClient, options?: CallOptions): Promise<DynoSize[]> {
  return allPages(client.list<DynoSize>("/dyno-sizes", options));
}

/** The sizes that an app may have: those of its generation, and those of spaces only where it is in one. */
export function listSizesFor(client: HerokuClient, app: string, options?: CallOptions): Promise<DynoSize[]> {
  return allPages(client.list<DynoSize>(path`/apps/${app}/available-dyno-sizes`, options));
}
