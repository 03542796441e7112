import manifest from "../../package.json" with { type: "json" };

/** The version of the package that this sandbox came in. */
export const version: string = manifest.version;
