import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { installVscode } from "../../scripts/vscode/install.ts";
import { withTestFolder } from "../editor/test-folder.ts";
import { type Figure, median } from "./figures.ts";
import type { EditorMeasures } from "./in-editor.ts";
import { bundleForEditor, withEditor } from "./real-editor.ts";

const runs = 3;

/** Starts a real VS Code several times; each time the extension is loaded and activated for the first time. */
export async function inEditor(): Promise<readonly Figure[]> {
  await installVscode();
  const program = await bundleForEditor("in-editor");
  const measures: Measures[] = [];
  for (let run = 0; run < runs; run++) measures.push(await measureOnce(program));
  const activation = median(measures.map(({ ours }) => ours));
  const ofGit = median(measures.map(({ ours, git }) => ours / git));
  const asked = median(measures.map((measure) => measure.asked));
  const connections = Math.max(...measures.map((measure) => measure.connections));
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
  ];
}

/** Milliseconds, as *Show Running Extensions* has them; Git's tells how busy the machine is. */
interface Activations {
  readonly ours: number;
  readonly git: number;
}

type Measures = EditorMeasures & Activations;

async function measureOnce(program: string): Promise<Measures> {
  let measured: Measures | undefined;
  await withTestFolder(async (folder) => {
    const activations = await withEditor(program, { folder, height: tall }, async (page) => ({
      ours: await shownActivation(page, "heroku-workbench.heroku-workbench"),
      git: await shownActivation(page, "Git"),
    }));
    measured = { ...activations, ...JSON.parse(await readFile(folder.outcome, "utf8")) };
  });
  if (!measured) throw new Error("VS Code ended without a figure.");
  return measured;
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
