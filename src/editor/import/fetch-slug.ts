import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { HerokuClient } from "../../heroku/client.ts";
import { listReleases } from "../../heroku/resources/releases.ts";
import { getSlug, type Slug } from "../../heroku/resources/slugs.ts";
import { type Unpacked, unpackSlug } from "./unpack-slug.ts";

export interface NewestSlug {
  readonly slug: Slug;
  /** Of the release that runs it. */
  readonly version: number;
}

export interface FetchOptions {
  /** Exists; what is in it stays. */
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly onBytes?: ((bytes: number) => void) | undefined;
}

/** What the app runs now; undefined where nothing was ever built, or where an image runs. */
export async function newestSlug(client: HerokuClient, app: string): Promise<NewestSlug | undefined> {
  const releases = await listReleases(client, app, { max: 20 });
  const release = releases.find(({ status, slug }) => status === "succeeded" && slug);
  if (!release?.slug) return undefined;
  return { slug: await getSlug(client, app, release.slug.id), version: release.version };
}

/** Downloads a slug, checks it against the platform's checksum and unpacks its source. */
export async function fetchSlug(client: HerokuClient, slug: Slug, options: FetchOptions): Promise<Unpacked> {
  const temporary = await mkdtemp(path.join(os.tmpdir(), "heroku-slug-"));
  const file = path.join(temporary, "slug.tgz");
  try {
    const found = await download(client, slug, file, options);
    if (slug.checksum && slug.checksum.toLowerCase() !== found) {
      throw new Error("The slug arrived damaged: its checksum is another. Try again.");
    }
    return await unpackSlug(createReadStream(file), options.folder, options.signal);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** Resolves with the checksum of what arrived, in lower case. */
async function download(
  { streams }: HerokuClient,
  { blob }: Slug,
  file: string,
  { signal, onBytes }: FetchOptions,
): Promise<string> {
  // The address is a secret of its own and takes no token.
  const headers = { "User-Agent": streams.userAgent };
  const { status, body } = await streams.transport({ method: "GET", url: blob.url, headers, signal });
  if (status !== 200 || body === null) {
    throw new Error(`The slug could not be downloaded: its store answered with status ${status}.`);
  }
  const hash = createHash("sha256");
  let bytes = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      onBytes?.(bytes);
      done(null, chunk);
    },
  });
  await pipeline(body, measure, createWriteStream(file, { mode: 0o600 }), { signal });
  return `sha256:${hash.digest("hex")}`;
}
