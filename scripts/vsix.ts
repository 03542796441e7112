import { readFile } from "node:fs/promises";
import path from "node:path";
import { createVSIX } from "@vscode/vsce";
import { root } from "./processes.ts";
import { withProgress } from "./progress.mjs";

/** Builds and packs the extension (vsce runs `vscode:prepublish`); returns the file. */
export async function makeVsix(folder = root): Promise<string> {
  const { name, version } = JSON.parse(await readFile(path.join(root, "package.json"), "utf8"));
  const packagePath = path.join(folder, `${name}-${version}.vsix`);
  await withProgress("Packing the extension", () =>
    createVSIX({ cwd: root, packagePath, dependencies: false, allowMissingRepository: true }),
  );
  return packagePath;
}
