import { readdir } from "node:fs/promises";
import path from "node:path";
import { build, type Plugin } from "esbuild";
import { root } from "../../scripts/processes.ts";

/** Bundles `index.ts` with the tests beside it; returns the file that VS Code loads. */
export async function bundleEditorTests(only: readonly string[] = []): Promise<string> {
  const outfile = path.join(root, "out/test/editor/index.cjs");
  await build({
    absWorkingDir: root,
    entryPoints: ["test/editor/index.ts"],
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node22",
    sourcemap: "inline",
    external: ["vscode"],
    packages: "external",
    logLevel: "warning",
    plugins: [testFiles(only)],
  });
  return outfile;
}

function testFiles(only: readonly string[]): Plugin {
  const folder = path.join(root, "test/editor");
  return {
    name: "editor-tests",
    setup(bundler) {
      bundler.onResolve({ filter: /^editor-tests$/ }, ({ path: name }) => ({ path: name, namespace: "editor-tests" }));
      bundler.onLoad({ filter: /.*/, namespace: "editor-tests" }, async () => ({
        contents: await importsOf(folder, only),
        resolveDir: folder,
        loader: "js",
      }));
    },
  };
}

async function importsOf(folder: string, only: readonly string[]): Promise<string> {
  const files = (await readdir(folder, { recursive: true }))
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => file.endsWith(".test.ts"))
    .filter((file) => only.length === 0 || only.some((part) => file.includes(part)))
    .sort();
  return `export default [${files.map((file) => `() => import(${JSON.stringify(`./${file}`)})`).join(",\n")}];`;
}
