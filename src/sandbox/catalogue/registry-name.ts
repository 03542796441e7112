/** Where the platform keeps the buildpacks of its registry. */
export const buildpackRegistry = "https://buildpack-registry.s3.amazonaws.com/buildpacks/";

/** `heroku/nodejs` for the ways in which clients spell a buildpack of the registry; anything else as it is. */
export function registryName(url: string): string {
  if (url.startsWith("urn:buildpack:")) return url.slice("urn:buildpack:".length);
  const isArchive = url.startsWith(buildpackRegistry) && url.endsWith(".tgz");
  return isArchive ? url.slice(buildpackRegistry.length, -".tgz".length) : url;
}
