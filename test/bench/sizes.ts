import { mkdtemp, rm, stat } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../../scripts/processes.ts";
import { makeVsix } from "../../scripts/vsix.ts";
import { type Figure, kilobytes } from "./figures.ts";

/** Bytes of what is shipped, from esbuild's metafile and a VSIX packed for it. Leaves the minified build in dist/. */
export async function sizes(): Promise<readonly Figure[]> {
  const vsix = await vsixSize();
  const bundler: Bundler = await import(pathToFileURL(path.join(root, "esbuild.mjs")).href);
  const { activation, host } = bundler.sizes(await bundler.build({ minify: true }));
  return [
    limited("loaded at activation", activation, 150_000),
    limited("loadable by the extension host", host, 900_000),
    limited("VSIX", vsix, 2_000_000),
  ];
}

/** What `esbuild.mjs` exports, as far as it is used here. */
interface Bundler {
  build(flags: { minify: boolean }): Promise<readonly unknown[]>;
  sizes(metafiles: readonly unknown[]): { activation: number; host: number };
}

function limited(name: string, bytes: number, limit: number): Figure {
  return { name, value: kilobytes(bytes), target: `under ${kilobytes(limit)}`, isMet: bytes < limit };
}

async function vsixSize(): Promise<number> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "heroku-workbench-vsix-"));
  try {
    return (await stat(await makeVsix(folder))).size;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
