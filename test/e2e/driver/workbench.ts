import { rm } from "node:fs/promises";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { root } from "../../../scripts/processes.ts";
import { launchBrowser } from "../../../scripts/vscode/browser.ts";
import { startVscode, type Vscode, workbenchUrl } from "../../../scripts/vscode/server.ts";
import { createTestFolder, type TestFolder } from "../../editor/test-folder.ts";

export interface Workbench {
  readonly page: Page;
  /** The open folder or `.code-workspace`: a copy of the sample project `hello-node` unless another was given. */
  readonly folder: string;
  /** Temporary; gone after `close`. */
  readonly testFolder: TestFolder;
  readonly vscode: Vscode;
  /** Pages that the workbench opened (`env.openExternal`), oldest first. */
  readonly opened: readonly Page[];
  /** The next page that the workbench opens while `act` runs. */
  opening(act: () => Promise<unknown>): Promise<Page>;
  /** Reloads the window, as *Developer: Reload Window* does. */
  reload(): Promise<void>;
  close(): Promise<void>;
}

export interface WorkbenchOptions {
  readonly folder?: string;
  /** User settings, over the quiet ones of `scripts/vscode/settings.ts`. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Environment of the extension host, such as `HEROKU_HOST`. */
  readonly env?: Readonly<Record<string, string>>;
  readonly size?: { readonly width: number; readonly height: number };
  /** Changes the open folder before the start. */
  readonly prepare?: (folder: string) => Promise<void>;
}

/** For a picture that reads well in the README. */
const defaultSize = { width: 1280, height: 800 };

/** Starts a VS Code of its own with the built extension and opens it in a browser without a window. */
export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const testFolder = await createTestFolder("heroku-workbench-e2e-");
  const folder = options.folder ?? testFolder.workspace;
  await options.prepare?.(folder);
  const settings = {
    "workbench.colorTheme": "Default Dark Modern",
    "files.simpleDialog.enable": true,
    ...options.settings,
  };
  const env = { ...testFolder.env, ...options.env };
  const vscode = await startVscode({ dataDir: testFolder.dataDir, settings, env, forTests: true });
  const browser = await launchBrowser();
  const close = async (): Promise<void> => {
    await browser.close();
    await vscode.stop();
    await rm(testFolder.path, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const context = await newContext(browser, vscode, options.size ?? defaultSize);
    const page = await context.newPage();
    const opened: Page[] = [];
    context.on("page", (other) => opened.push(other));
    await page.goto(addressOf(vscode, folder));
    await untilReady(page);
    const reload = async (): Promise<void> => {
      await page.reload();
      await untilReady(page);
    };
    const opening = (act: () => Promise<unknown>): Promise<Page> => nextPage(context, act);
    return { page, folder, testFolder, vscode, opened, opening, reload, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function addressOf(vscode: Vscode, folder: string): string {
  const url = new URL(workbenchUrl(vscode, { folder, extension: root }));
  if (!folder.endsWith(".code-workspace")) return url.href;
  url.searchParams.set("workspace", url.searchParams.get("folder") ?? "");
  url.searchParams.delete("folder");
  return url.href;
}

async function newContext(
  browser: Browser,
  vscode: Vscode,
  viewport: { width: number; height: number },
): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport, colorScheme: "dark" });
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: `http://${vscode.host}` });
  context.setDefaultTimeout(20_000);
  return context;
}

/** The side bar has something to show only once the server answers; after a reload it need not be the Explorer. */
export async function untilReady(page: Page): Promise<void> {
  const shown = page.locator(".part.sidebar").locator(".monaco-list-row, .welcome-view-content").first();
  await shown.waitFor({ timeout: 60_000 });
  await page.locator(".part.activitybar .action-item").first().waitFor();
}

async function nextPage(context: BrowserContext, act: () => Promise<unknown>): Promise<Page> {
  const [page] = await Promise.all([context.waitForEvent("page"), act()]);
  await page.waitForLoadState();
  return page;
}
