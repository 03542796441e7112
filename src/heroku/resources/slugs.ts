import type { CallOptions, HerokuClient } from "../client.ts";
import { path } from "../path.ts";

/** What a build made: the app's files with all that the buildpacks added. */
export interface Slug {
  readonly id: string;
  /** A tar.gz of `./app/…`. The address is good for some minutes, needs no token and is as good as one: never log it. */
  readonly blob: { readonly method: string; readonly url: string };
  /** `SHA256:` and 64 hex digits. */
  readonly checksum: string | null;
  readonly commit: string | null;
  /** Bytes. */
  readonly size: number | null;
}

export function getSlug(client: HerokuClient, app: string, slug: string, options?: CallOptions): Promise<Slug> {
  return client.get<Slug>(path`/apps/${app}/slugs/${slug}`, options);
}
