import { constants } from "node:fs";
import { cp, mkdir, stat } from "node:fs/promises";
import path from "node:path";
import { exitStatus, startChild } from "../../process/child.ts";
import { pickEnvironment } from "../../process/environment.ts";
import { removeFolder } from "./dyno-folder.ts";
import { messages } from "./dyno-log.ts";
import { unpackSlug } from "./unpack-slug.ts";

export interface SlugSource {
  readonly id: string;
  /** `SHA256:` and 64 hex digits, or null when unknown. */
  readonly checksum: string | null;
}

/** Slugs unpacked once each, from which every dyno gets a copy of its own. */
export interface SlugTrees {
  /** Fills the folder `app`. Rejects with `SlugFailure`. */
  copy(slug: SlugSource, app: string): Promise<void>;
  /** Removes the trees that are not among these. */
  keepOnly(ids: ReadonlySet<string>): void;
}

/** `message` is a line for the app's log. */
export interface SlugFailure extends Error {
  readonly name: "SlugFailure";
}

export function createSlugTrees({ slugs, trees }: { slugs: string; trees: string }): SlugTrees {
  const unpacked = new Map<string, Promise<string>>();
  const using = new Map<string, number>();
  let count = 0;

  const unpackOnce = (slug: SlugSource): Promise<string> => {
    const known = unpacked.get(slug.id);
    if (known !== undefined) return known;
    const tree = unpack(path.join(slugs, `${slug.id}.tgz`), slug, path.join(trees, String(++count)));
    unpacked.set(slug.id, tree);
    // The file may be repaired until the next try.
    tree.catch(() => unpacked.delete(slug.id));
    return tree;
  };

  return {
    async copy(slug, app) {
      using.set(slug.id, (using.get(slug.id) ?? 0) + 1);
      try {
        await copyTree(await unpackOnce(slug), app);
      } catch (error) {
        throw toSlugFailure(error as NodeJS.ErrnoException);
      } finally {
        using.set(slug.id, (using.get(slug.id) ?? 1) - 1);
      }
    },
    keepOnly(ids) {
      for (const [id, tree] of unpacked) {
        if (ids.has(id) || (using.get(id) ?? 0) > 0) continue;
        unpacked.delete(id);
        using.delete(id);
        void tree.then((app) => removeFolder(path.dirname(app))).catch(() => undefined);
      }
    },
  };
}

/** Resolves with the slug's `app` folder, complete. */
async function unpack(file: string, { checksum }: SlugSource, tree: string): Promise<string> {
  const app = path.join(tree, "app");
  await mkdir(tree, { recursive: true });
  try {
    await extract(file, checksum, tree);
    if (await isFolder(app)) return app;
    throw new Error("it has no ./app folder");
  } catch (error) {
    await removeFolder(tree);
    throw error;
  }
}

async function extract(file: string, checksum: string | null, into: string): Promise<void> {
  const actual = await unpackSlug(file, into);
  if (checksum !== null && checksum.toLowerCase() !== actual.toLowerCase())
    throw slugFailure(messages.checksum(checksum, actual));
}

/** `cp` is many times faster than copying from here, and shares the blocks where the file system can. */
async function copyTree(tree: string, app: string): Promise<void> {
  await mkdir(app, { recursive: true });
  if (process.platform !== "win32" && (await copyWithCp(tree, app))) return;
  await cp(tree, app, { recursive: true, verbatimSymlinks: true, mode: constants.COPYFILE_FICLONE });
}

async function copyWithCp(tree: string, app: string): Promise<boolean> {
  const env = pickEnvironment(process.env, ["PATH"]);
  const copying = startChild({ command: "cp", args: ["-a", `${tree}/.`, app], cwd: app, env });
  copying.stdout.resume();
  copying.stderr.resume();
  return exitStatus(await copying.closed) === 0;
}

function toSlugFailure(error: NodeJS.ErrnoException): SlugFailure {
  if (error.name === "SlugFailure") return error as SlugFailure;
  const reason = error.code === "ENOENT" ? "Its slug is missing." : `Its slug cannot be unpacked: ${error.message}.`;
  return slugFailure(messages.cannotLaunch(reason));
}

function slugFailure(message: string): SlugFailure {
  return Object.assign(new Error(message), { name: "SlugFailure" as const });
}

async function isFolder(folder: string): Promise<boolean> {
  return stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
