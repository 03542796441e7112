import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { BuildFailure, marked } from "./build-failure.ts";

/** Fails for a file that is not what its sender says: `SHA256:<hex>`, also with `sha256:` or the digits alone. */
export async function verifyChecksum(file: string, checksum: string): Promise<void> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  const expected = checksum.replace(/^sha256:/i, "").toLowerCase();
  if (hash.digest("hex") === expected) return;
  throw new BuildFailure(marked("The checksum of the source archive does not match."));
}
