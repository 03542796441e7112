import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { BuildFailure } from "../builds/build-failure.ts";
import { download } from "../builds/download.ts";
import { unpackArchive } from "../builds/unpack-archive.ts";
import { verifyChecksum } from "../builds/verify-checksum.ts";
import type { Parts, Places } from "../parts.ts";
import { SetupFailure } from "./setup-failure.ts";

export interface SetupSource {
  readonly url: string;
  readonly checksum: string | null;
  readonly version: string | null;
}

/** How long a source may take to arrive, in ms. */
const patience = 10 * 60 * 1000;

/** The folder with the unpacked source; `dropSource` takes what is left of it away. */
export async function fetchSetupSource(
  { places, stopping }: Pick<Parts, "places" | "stopping">,
  setupId: string,
  { url, checksum }: SetupSource,
): Promise<string> {
  const root = rootOf(places, setupId);
  const [archive, folder] = [path.join(root, "source.tgz"), path.join(root, "source")];
  try {
    await mkdir(root, { recursive: true, mode: 0o700 });
    await download(url, archive, AbortSignal.any([stopping, AbortSignal.timeout(patience)]));
    if (checksum !== null) await verifyChecksum(archive, checksum);
    await unpackArchive(archive, folder);
    await rm(archive);
    return folder;
  } catch (error) {
    await dropSource({ places }, setupId);
    if (error instanceof BuildFailure) throw new SetupFailure(error.lines.join(" ").replace(/^[\s!]+/, ""));
    throw error;
  }
}

export async function dropSource({ places }: Pick<Parts, "places">, setupId: string): Promise<void> {
  await rm(rootOf(places, setupId), { recursive: true, force: true, maxRetries: 5 });
}

function rootOf(places: Places, setupId: string): string {
  return path.join(places.sources, `setup-${setupId}`);
}
