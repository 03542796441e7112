import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { root } from "../../scripts/processes.ts";
import { launchBrowser } from "../../scripts/vscode/browser.ts";
import { startVscode, type Vscode, workbenchUrl } from "../../scripts/vscode/server.ts";
import type { TestFolder } from "./test-folder.ts";

const limit = 6 * 60_000;

/** Runs the bundled tests in the web VS Code; returns what they printed. */
export async function runInServer(tests: string, folder: TestFolder): Promise<string> {
  const vscode = await startVscode({ dataDir: folder.dataDir, env: folder.env, forTests: true });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    const printed: string[] = [];
    const ended = Promise.withResolvers<number>();
    await page.exposeFunction("codeAutomationLog", (_: string, args: readonly unknown[]) =>
      printed.push(args.join(" ")),
    );
    await page.exposeFunction("codeAutomationExit", (code: number) => ended.resolve(code));
    const timer = setTimeout(() => ended.resolve(-1), limit);
    await page.goto(workbenchUrl(vscode, { folder: folder.workspace, extension: root, tests }));
    const code = await ended.promise;
    clearTimeout(timer);
    if (code !== 0) printed.push(await whatHappened(vscode, code));
    return printed.join("\n");
  } finally {
    await browser.close();
    await vscode.stop();
  }
}

async function whatHappened(vscode: Vscode, code: number): Promise<string> {
  const how = code === -1 ? `no end within ${limit / 60_000} minutes` : `exit code ${code}`;
  return [`The test window: ${how}.`, vscode.output(), await extensionHostLog(vscode.logsDir)].join("\n");
}

async function extensionHostLog(folder: string): Promise<string> {
  const files = await readdir(folder, { recursive: true }).catch(() => []);
  const logs = files.filter((file) => path.basename(file) === "remoteexthost.log");
  return (await Promise.all(logs.map((file) => readFile(path.join(folder, file), "utf8")))).join("\n").slice(-8000);
}
