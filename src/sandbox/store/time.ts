import type { World } from "../parts.ts";

/** Now as the platform prints it: ISO 8601 in UTC, to the second. */
export function timestamp(world: World): string {
  return `${world.now().toISOString().slice(0, 19)}Z`;
}
