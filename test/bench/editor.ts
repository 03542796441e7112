import { readFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";
import type { Page } from "playwright-core";
import { root } from "../../scripts/processes.ts";
import { launchBrowser } from "../../scripts/vscode/browser.ts";
import { installVscode } from "../../scripts/vscode/install.ts";
import { startVscode, workbenchUrl } from "../../scripts/vscode/server.ts";
import { type TestFolder, withTestFolder } from "../editor/test-folder.ts";
import { type Figure, median } from "./figures.ts";
import type { EditorMeasures } from "./in-editor.ts";

const runs = 3;

/** Starts a real VS Code several times; each time the extension is loaded and activated for the first time. */
export async function inEditor(): Promise<readonly Figure[]> {
  await installVscode();
  const program = await bundle();
  const measures: Measures[] = [];
  for (let run = 0; run < runs; run++) measures.push(await measureOnce(program));
  const activation = median(measures.map(({ ours }) => ours));
  const ofGit = median(measures.map(({ ours, git }) => ours / git));
  const asked = median(measures.map((measure) => measure.asked));
  const connections = Math.max(...measures.map((measure) => measure.connections));
  const lateness = Math.max(...measures.map(({ flood }) => flood.lateness));
  const latest = Math.max(...measures.map(({ flood }) => flood.latest));
  const seconds = median(measures.map(({ flood }) => flood.seconds));
  return [
    {
      name: "activation as VS Code counts it (load and call)",
      value: `${activation} ms, ${ofGit.toFixed(2)} of the Git extension's; ${asked.toFixed(0)} ms from asked to done`,
      target: "under 60 ms",
      isMet: activation < 60,
    },
    {
      name: "connections for ten GETs from the extension host",
      value: `${connections}, ${median(measures.map(({ perGet }) => perGet)).toFixed(1)} ms a GET`,
      target: "at most 2",
      isMet: connections <= 2,
    },
    {
      name: "lateness of the extension host while a local process writes a million lines to its terminal",
      value: `${lateness.toFixed(1)} ms at p99, ${latest.toFixed(0)} ms at worst, ${seconds.toFixed(1)} s`,
      target: "under 50 ms at p99",
      isMet: lateness < 50,
    },
  ];
}

/** Milliseconds, as *Show Running Extensions* has them; Git's tells how busy the machine is. */
interface Activations {
  readonly ours: number;
  readonly git: number;
}

type Measures = EditorMeasures & Activations;

async function bundle(): Promise<string> {
  const outfile = path.join(root, "out/bench/in-editor.cjs");
  await build({
    absWorkingDir: root,
    entryPoints: ["test/bench/in-editor.ts"],
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

async function measureOnce(program: string): Promise<Measures> {
  let measured: Measures | undefined;
  await withTestFolder(async (folder) => {
    const activations = await openWith(program, folder);
    measured = { ...activations, ...JSON.parse(await readFile(folder.outcome, "utf8")) };
  });
  if (!measured) throw new Error("VS Code ended without a figure.");
  return measured;
}

async function openWith(program: string, folder: TestFolder): Promise<Activations> {
  const vscode = await startVscode({ dataDir: folder.dataDir, env: folder.env, forTests: true });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: tall } });
    await page.exposeFunction("codeAutomationLog", () => undefined);
    await page.exposeFunction("codeAutomationExit", () => undefined);
    await page.goto(workbenchUrl(vscode, { folder: folder.workspace, extension: root, tests: program }));
    const ours = await shownActivation(page, "heroku-workbench.heroku-workbench");
    return { ours, git: await shownActivation(page, "Git") };
  } finally {
    await browser.close();
    await vscode.stop();
  }
}

async function shownActivation(page: Page, name: string): Promise<number> {
  const row = page
    .locator(".runtime-extensions-editor .extension")
    .filter({ has: page.getByText(name, { exact: true }) });
  const shown = await row.locator(".activation-time", { hasText: "ms" }).textContent({ timeout: longest });
  return Number(/(\d+)ms/.exec(shown ?? "")?.[1]);
}

/** Milliseconds for one start of VS Code. */
const longest = 120_000;
/** Pixels: the list holds only the rows that it shows. */
const tall = 3000;
