import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, realpath, symlink } from "node:fs/promises";
import path from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import * as tar from "tar";

/** Unpacks a slug's tar.gz into a folder that is there; resolves with its checksum, `SHA256:` and 64 hex digits. */
export async function unpackSlug(file: string, into: string): Promise<string> {
  const hash = createHash("sha256");
  const damage: string[] = [];
  const links: Link[] = [];
  const target = tar.extract({
    cwd: into,
    filter: (_path, entry) => !("type" in entry && entry.type === "SymbolicLink" && keep(links, entry)),
    onwarn: (code, message) => void (code.startsWith("TAR_BAD") && damage.push(String(message))),
  });
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, callback) {
      hash.update(chunk);
      callback(null, chunk);
    },
  });
  await pipeline(createReadStream(file), measure, target);
  if (damage[0] !== undefined) throw new Error(damage[0]);
  await makeLinks(links, await realpath(into));
  return `SHA256:${hash.digest("hex")}`;
}

interface Link {
  readonly name: string;
  readonly target: string;
}

function keep(links: Link[], { path: name, linkpath }: tar.ReadEntry): true {
  links.push({ name, target: linkpath ?? "" });
  return true;
}

/**
 * Links may lead anywhere (a virtualenv's to /usr/bin), which the unpacker does not allow. They are made when all files
 * are there, none of them below another link, so that nothing is written outside.
 */
async function makeLinks(links: readonly Link[], into: string): Promise<void> {
  for (const { name, target } of links) {
    const file = path.resolve(into, name);
    if (!file.startsWith(into + path.sep)) continue;
    await mkdir(path.dirname(file), { recursive: true });
    if ((await realpath(path.dirname(file))) !== path.dirname(file)) continue;
    await symlink(target, file).catch(allowMissingRight);
  }
}

/** Windows gives the right to make links to developers only. */
function allowMissingRight(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPERM") throw error;
}
