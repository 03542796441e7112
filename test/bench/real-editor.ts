import path from "node:path";
import { build } from "esbuild";
import type { Page } from "playwright-core";
import { root } from "../../scripts/processes.ts";
import { launchBrowser } from "../../scripts/vscode/browser.ts";
import { startVscode, workbenchUrl } from "../../scripts/vscode/server.ts";
import type { TestFolder } from "../editor/test-folder.ts";

/** Bundles a program of this folder that measures inside the extension host; returns its path. */
export async function bundleForEditor(name: string): Promise<string> {
  const outfile = path.join(root, `out/bench/${name}.cjs`);
  await build({
    absWorkingDir: root,
    entryPoints: [`test/bench/${name}.ts`],
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node22",
    external: ["vscode"],
    logLevel: "warning",
  });
  return outfile;
}

/** Opens a real VS Code of so many pixels that runs such a program, and closes it after use. */
export async function withEditor<T>(
  program: string,
  { folder, height }: { readonly folder: TestFolder; readonly height: number },
  use: (page: Page) => Promise<T>,
): Promise<T> {
  const vscode = await startVscode({ dataDir: folder.dataDir, env: folder.env, forTests: true });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height } });
    await page.exposeFunction("codeAutomationLog", () => undefined);
    await page.exposeFunction("codeAutomationExit", () => undefined);
    await page.goto(workbenchUrl(vscode, { folder: folder.workspace, extension: root, tests: program }));
    return await use(page);
  } finally {
    await browser.close();
    await vscode.stop();
  }
}
