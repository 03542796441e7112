import path from "node:path";
import { fileURLToPath } from "node:url";

/** Where a buildpack comes from. `ref` is a branch, tag or commit. */
export type BuildpackReference =
  | { readonly kind: "own"; readonly name: OwnBuildpack }
  | { readonly kind: "folder"; readonly path: string }
  | { readonly kind: "git"; readonly url: string; readonly ref: string | null }
  | { readonly kind: "archive"; readonly url: string }
  | { readonly kind: "unknown" };

export type OwnBuildpack = (typeof ownBuildpacks)[number];

/** In the order in which they are tried on an app without buildpacks. */
export const ownBuildpacks = ["nodejs", "python", "static", "procfile"] as const;

/** The forms in which the CLI and the dashboard name a buildpack of the registry. */
const registryForms = [
  /^(?:urn:buildpack:)?(?:heroku|heroku-community)\/([\w-]+)$/,
  /^https:\/\/(?:buildpack-registry|codon-buildpacks)\.s3\.amazonaws\.com\/buildpacks\/(?:heroku|heroku-community)\/([\w-]+)\.tgz$/,
];

/** Reads what `buildpack-installations` hold: a short name, a folder, a git URL with `#ref`, or the URL of a `.tgz`. */
export function parseBuildpackReference(text: string): BuildpackReference {
  const name = registryForms.map((form) => form.exec(text)?.[1]).find((found) => found !== undefined);
  const own = ownBuildpacks.find((known) => known === name);
  if (own) return { kind: "own", name: own };
  if (name !== undefined) return { kind: "unknown" };
  const [location = "", ref = null] = text.split("#", 2);
  if (path.isAbsolute(location))
    return ref === null ? { kind: "folder", path: location } : { kind: "git", url: location, ref };
  if (location.startsWith("file://")) return ref === null ? folder(location) : { kind: "git", url: location, ref };
  if (/^https?:\/\/.+\.(tgz|tar\.gz)$/.test(location)) return { kind: "archive", url: location };
  const isGit = /^(https?|git|ssh):\/\/[^-]/.test(location) || /^[\w.-]+@[\w.-]+:[^-]/.test(location);
  return isGit ? { kind: "git", url: location, ref } : { kind: "unknown" };
}

function folder(url: string): BuildpackReference {
  try {
    return { kind: "folder", path: fileURLToPath(url) };
  } catch {
    return { kind: "unknown" };
  }
}
