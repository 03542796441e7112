import { fileURLToPath } from "node:url";
import type { OwnBuildpack } from "./buildpack-reference.ts";

/** The folder of a buildpack in the box: beside this file in the source, beside the program in `dist`. */
export function ownBuildpackFolder(name: OwnBuildpack): string {
  return fileURLToPath(new URL(`./buildpacks/${name}`, import.meta.url));
}
