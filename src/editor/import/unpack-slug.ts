import { copyFile, mkdir, realpath, rm, stat, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { readTar, type TarEntry } from "./tar-reader.ts";

/** Bytes; a slug has 500 MB at most (Dev Center: limits), unpacked it may be some times that. */
const largestFile = 256 * 1024 ** 2;
/** Of what is unpacked; folders, links and other names of a file are entries too. */
const largest = { bytes: 4 * 1024 ** 3, entries: 200_000 };

export interface Unpacked {
  readonly files: number;
  /** Folders that the build had added and that were left out, `node_modules` and the like. */
  readonly leftOut: readonly string[];
}

/**
 * Unpacks the source of a slug into a folder; what buildpacks add is left out. Nothing is written outside of the
 * folder: such paths and links make it throw, and links are made last, so that nothing is written through one.
 */
export async function unpackSlug(
  blob: Readable,
  folder: string,
  signal?: AbortSignal,
  most = largest,
): Promise<Unpacked> {
  const links: { readonly at: string; readonly target: string }[] = [];
  const leftOut = new Set<string>();
  let files = 0;
  let entries = 0;
  let bytes = 0;
  const archive = createGunzip();
  blob.on("error", (error) => archive.destroy(error)).pipe(archive);
  try {
    const isWanted = (written: string): boolean => isSource(placeOf(written));
    for await (const entry of readTar(archive, { largestFile, isWanted })) {
      signal?.throwIfAborted();
      const place = placeOf(entry.path);
      if (place === "") continue;
      const added = addedByBuild(place);
      if (added !== undefined) leftOut.add(added);
      if (added !== undefined || entry.kind === "other") continue;
      files += entry.kind === "file" ? 1 : 0;
      entries += 1;
      bytes += entry.kind === "copy" ? await sizeOf(folder, placeOf(entry.target)) : entry.data.length;
      if (entries > most.entries || bytes > most.bytes)
        throw new Error("The slug is larger than any the platform makes.");
      if (entry.kind === "link") links.push({ at: place, target: checkedTarget(place, entry.target) });
      else if (entry.kind === "copy") await copy(folder, placeOf(entry.target), place);
      else await write(path.join(folder, place), entry);
    }
  } finally {
    blob.destroy();
    archive.destroy();
  }
  for (const { at, target } of links) await link(folder, at, target);
  return { files, leftOut: [...leftOut].sort() };
}

/** The path below `app/`, empty for what lies beside it. Throws for one that leads out of it. */
export function placeOf(written: string): string {
  const parts = written.replaceAll("\\", "/").split("/");
  if (isRooted(written) || parts.includes("..")) throw outside(written);
  const [top, ...rest] = parts.filter((part) => part !== "" && part !== ".");
  if (top !== "app" || rest.some(isGitFolder)) return "";
  return rest.join("/");
}

/**
 * `.git` of an archive could bring hooks and settings that git runs. Windows gives it other names, by dots, blanks,
 * streams and its short form; macOS passes over characters that are not seen.
 */
function isGitFolder(part: string): boolean {
  const seen = part.replace(/[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g, "").replace(/(?::.*|[ .]+)$/, "");
  return /^(?:\.git|git~\d+)$/i.test(seen.replace(/[ .]+$/, ""));
}

function isSource(place: string): boolean {
  return place !== "" && addedByBuild(place) === undefined;
}

/** The folder that a path lies in, when a buildpack had made it; undefined for source. */
export function addedByBuild(place: string): string | undefined {
  return added.find((folder) => place === folder || place.startsWith(`${folder}/`));
}

const added = [
  ".heroku",
  ".profile.d",
  ".apt",
  ".bundle",
  ".cache",
  ".jdk",
  ".m2",
  "node_modules",
  "target",
  "tmp/cache",
  "vendor/bundle",
  "vendor/heroku",
  "vendor/jvm",
];

/** First up, then down: a `..` behind a name could lead through another link to anywhere. */
function checkedTarget(at: string, target: string): string {
  const resolved = path.posix.normalize(path.posix.join(path.posix.dirname(at), target));
  const isWinding = /(?:^|\/)(?!\.{1,2}\/)[^/]+\/+(?:[^/]+\/+)*\.\.(?:\/|$)/.test(target);
  if (isRooted(target) || isWinding || target.includes("\\") || resolved === ".." || resolved.startsWith("../")) {
    throw outside(`${at} -> ${target}`);
  }
  return target;
}

function isRooted(written: string): boolean {
  return path.posix.isAbsolute(written) || path.win32.isAbsolute(written) || /^[a-z]:/i.test(written);
}

function outside(what: string): Error {
  return new Error(`The slug has a path that leads outside: ${JSON.stringify(what.slice(0, 200))}`);
}

async function write(file: string, { kind, data, isExecutable }: TarEntry): Promise<void> {
  if (kind === "folder") return void (await mkdir(file, { recursive: true }));
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, data, { mode: isExecutable ? 0o755 : 0o644 });
}

async function sizeOf(folder: string, place: string): Promise<number> {
  return isSource(place) ? (await stat(path.join(folder, place))).size : 0;
}

/** Another name of a file; one that was left out has none. */
async function copy(folder: string, from: string, to: string): Promise<void> {
  if (!isSource(from)) return;
  await mkdir(path.dirname(path.join(folder, to)), { recursive: true });
  await copyFile(path.join(folder, from), path.join(folder, to));
}

/** Windows lets only some people make links: there a file with its target stands in, as in git. */
async function link(folder: string, at: string, target: string): Promise<void> {
  const place = path.join(folder, at);
  await mkdir(path.dirname(place), { recursive: true });
  const parent = path.join(await realpath(folder), path.dirname(at));
  if ((await realpath(path.dirname(place))) !== parent) throw outside(at);
  await rm(place, { force: true, recursive: true });
  await symlink(target, place).catch(() => writeFile(place, target));
}
