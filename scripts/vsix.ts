import { readFile } from "node:fs/promises";
import path from "node:path";
import { captured, root } from "./processes.ts";
import { withProgress } from "./progress.mjs";

/** Builds and packs the extension (vsce runs `vscode:prepublish`); returns the file. */
export async function makeVsix(folder = root): Promise<string> {
  const { name, version } = JSON.parse(await readFile(path.join(root, "package.json"), "utf8"));
  const packagePath = path.join(folder, `${name}-${version}.vsix`);
  const vsce = path.join(root, "node_modules/@vscode/vsce/vsce");
  const args = [
    vsce,
    "package",
    "--no-dependencies",
    "--allow-missing-repository",
    "--no-rewrite-relative-links",
    "--out",
    packagePath,
  ];
  const { code, output } = await withProgress("Packing the extension", () => captured(process.execPath, args));
  if (code !== 0) throw new Error(`The extension could not be packed:\n${output}`);
  return packagePath;
}
