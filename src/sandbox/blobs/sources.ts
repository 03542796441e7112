import { randomUUID } from "node:crypto";
import { mkdir, readdir, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Places } from "../parts.ts";

/** An offered source is good for an hour, as on the platform. In ms. */
const lifetime = 60 * 60 * 1000;

/** Offers a place for one upload: its path, `/sources/<uuid>`, is the secret that opens it. */
export async function offerSource(places: Places): Promise<string> {
  await mkdir(places.sources, { recursive: true, mode: 0o700 });
  await forgetOldSources(places);
  const id = randomUUID();
  await writeFile(path.join(places.sources, `${id}.offered`), "", { flag: "wx", mode: 0o600 });
  return `/sources/${id}`;
}

/** The file of an offered source, whether it has been uploaded or not; undefined for a path that was never offered. */
export async function findSource(places: Places, requestPath: string): Promise<string | undefined> {
  const id = /^\/sources\/([0-9a-f-]{36})$/.exec(requestPath)?.[1];
  if (id === undefined) return undefined;
  const offered = await stat(path.join(places.sources, `${id}.offered`)).catch(() => undefined);
  return offered && path.join(places.sources, `${id}.tgz`);
}

async function forgetOldSources({ sources }: Places): Promise<void> {
  for (const name of await readdir(sources)) {
    const file = path.join(sources, name);
    const found = await stat(file).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > lifetime) await rm(file, { force: true });
  }
}
