import fs from "node:fs/promises";
import path from "node:path";
import type { Places } from "../parts.ts";
import { BuildFailure, marked } from "./build-failure.ts";
import { type BuildpackReference, ownBuildpacks, parseBuildpackReference } from "./buildpack-reference.ts";
import { checkOutBuildpack } from "./check-out-buildpack.ts";
import { download } from "./download.ts";
import { ownBuildpackFolder } from "./own-buildpacks.ts";
import { unpackArchive } from "./unpack-archive.ts";
import { withoutSecrets } from "./without-secrets.ts";
import type { Workspace } from "./workspace.ts";

/** A buildpack of this build: a copy of its own, for it may write into it (`export`). */
export interface Buildpack {
  /** As the user named it. */
  readonly url: string;
  readonly folder: string;
}

export interface FetchBuildpackOptions {
  readonly workspace: Workspace;
  readonly places: Places;
  readonly signal: AbortSignal;
}

export async function fetchBuildpack(url: string, ordinal: number, options: FetchBuildpackOptions): Promise<Buildpack> {
  const folder = path.join(options.workspace.buildpacks, String(ordinal));
  await fill(folder, url, parseBuildpackReference(url), options);
  const compile = await fs.stat(path.join(folder, "bin", "compile")).catch(() => undefined);
  if (!compile) throw new BuildFailure(marked(`The buildpack ${withoutSecrets(url)} has no bin/compile.`));
  return { url, folder };
}

async function fill(
  folder: string,
  url: string,
  reference: BuildpackReference,
  { places, workspace, signal }: FetchBuildpackOptions,
): Promise<void> {
  if (reference.kind === "unknown") throw unknownBuildpack(url);
  if (reference.kind === "own") await copy(ownBuildpackFolder(reference.name), folder);
  else if (reference.kind === "archive") await fillFromArchive(folder, reference.url, { workspace, signal });
  else if (reference.kind === "git") await checkOutBuildpack(reference, folder, { places, signal });
  else if (await isBuildpackFolder(reference.path)) await copy(reference.path, folder);
  else await checkOutBuildpack({ url: reference.path, ref: null }, folder, { places, signal });
}

async function fillFromArchive(folder: string, url: string, options: { workspace: Workspace; signal: AbortSignal }) {
  const archive = path.join(options.workspace.temporary, "buildpack.tgz");
  await download(url, archive, options.signal);
  await unpackArchive(archive, folder);
  await fs.rm(archive);
}

async function isBuildpackFolder(folder: string): Promise<boolean> {
  const stats = await fs.stat(path.join(folder, "bin")).catch(() => undefined);
  return stats?.isDirectory() ?? false;
}

async function copy(from: string, to: string): Promise<void> {
  const isGitFolder = (file: string) => path.basename(file) === ".git";
  await fs.cp(from, to, { recursive: true, verbatimSymlinks: true, filter: (file) => !isGitFolder(file) });
}

function unknownBuildpack(url: string): BuildFailure {
  const known = ownBuildpacks.map((name) => `heroku/${name}`).join(", ");
  return new BuildFailure(
    marked(`The sandbox has no buildpack ${withoutSecrets(url)}.`),
    marked(`It brings ${known}; others can be given as a git URL or a folder.`),
  );
}
