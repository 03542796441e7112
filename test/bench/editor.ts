import { readFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";
import { root } from "../../scripts/processes.ts";
import { launchBrowser } from "../../scripts/vscode/browser.ts";
import { installVscode } from "../../scripts/vscode/install.ts";
import { startVscode, workbenchUrl } from "../../scripts/vscode/server.ts";
import { type createTestFolder, withTestFolder } from "../editor/test-folder.ts";
import { type Figure, median } from "./figures.ts";
import type { EditorMeasures } from "./in-editor.ts";

const runs = 3;

/** Starts a real VS Code several times; each time the extension is loaded and activated for the first time. */
export async function inEditor(): Promise<readonly Figure[]> {
  await installVscode();
  const program = await bundle();
  const measures: EditorMeasures[] = [];
  for (let run = 0; run < runs; run++) measures.push(await measureOnce(program));
  const activations = measures.map(({ activation }) => activation);
  const activation = median(activations);
  const connections = Math.max(...measures.map((measure) => measure.connections));
  const all = activations.map((milliseconds) => milliseconds.toFixed(0)).join(", ");
  return [
    {
      name: "activation in VS Code, loading included",
      value: `${activation.toFixed(1)} ms (${all})`,
      target: "under 60 ms",
      isMet: activation < 60,
    },
    {
      name: "connections for ten GETs from the extension host",
      value: `${connections}, ${median(measures.map(({ perGet }) => perGet)).toFixed(1)} ms a GET`,
      target: "at most 2",
      isMet: connections <= 2,
    },
  ];
}

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

async function measureOnce(program: string): Promise<EditorMeasures> {
  let measured: EditorMeasures | undefined;
  await withTestFolder(async (folder) => {
    await openWith(program, folder);
    measured = JSON.parse(await readFile(folder.outcome, "utf8"));
  });
  if (!measured) throw new Error("VS Code ended without a figure.");
  return measured;
}

async function openWith(program: string, folder: Awaited<ReturnType<typeof createTestFolder>>): Promise<void> {
  const vscode = await startVscode({ dataDir: folder.dataDir, env: folder.env, forTests: true });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.exposeFunction("codeAutomationLog", () => undefined);
    const ended = new Promise<void>((resolve) => {
      void page.exposeFunction("codeAutomationExit", () => resolve());
      setTimeout(resolve, longest).unref();
    });
    await page.goto(workbenchUrl(vscode, { folder: folder.workspace, extension: root, tests: program }));
    await ended;
  } finally {
    await browser.close();
    await vscode.stop();
  }
}

/** Milliseconds for one start of VS Code. */
const longest = 120_000;
