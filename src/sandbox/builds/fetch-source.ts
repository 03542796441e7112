import fs from "node:fs/promises";
import path from "node:path";
import type { Builds } from "../parts.ts";
import { download } from "./download.ts";
import { unpackArchive } from "./unpack-archive.ts";
import { verifyChecksum } from "./verify-checksum.ts";
import type { Workspace } from "./workspace.ts";

export type Source = Parameters<Builds["start"]>[0]["source"];

/** Fills BUILD_DIR. */
export async function fetchSource(source: Source, workspace: Workspace, signal: AbortSignal): Promise<void> {
  if (source.kind === "folder") await move(source.path, workspace.app);
  else if (source.kind === "archive") await unpackArchive(source.path, workspace.app);
  else await fetchArchive(source, workspace, signal);
  await fs.rm(path.join(workspace.app, ".git"), { recursive: true, force: true });
}

async function fetchArchive(
  { url, checksum }: Extract<Source, { kind: "url" }>,
  workspace: Workspace,
  signal: AbortSignal,
): Promise<void> {
  const archive = path.join(workspace.temporary, "source.tgz");
  await download(url, archive, signal);
  if (checksum !== null) await verifyChecksum(archive, checksum);
  await unpackArchive(archive, workspace.app);
  await fs.rm(archive);
}

async function move(from: string, to: string): Promise<void> {
  try {
    await fs.rename(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EXDEV") throw error;
    await fs.cp(from, to, { recursive: true, verbatimSymlinks: true });
    await fs.rm(from, { recursive: true, force: true });
  }
}
