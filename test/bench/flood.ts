import { readFile, watch } from "node:fs/promises";
import path from "node:path";
import { installVscode } from "../../scripts/vscode/install.ts";
import { withTestFolder } from "../editor/test-folder.ts";
import type { Figure } from "./figures.ts";
import type { FloodMeasures } from "./flood-in-editor.ts";
import { bundleForEditor, withEditor } from "./real-editor.ts";

/** A local process writes a million lines into its terminal in a real VS Code. */
export async function flood(): Promise<readonly Figure[]> {
  await installVscode();
  const program = await bundleForEditor("flood-in-editor");
  let measured: FloodMeasures | undefined;
  await withTestFolder(async (folder) => {
    measured = await withEditor(program, { folder, height: 800 }, () => outcomeIn(folder.outcome));
  });
  const { lateness = Number.NaN, idle = Number.NaN, seconds = Number.NaN } = measured ?? {};
  return [
    {
      name: "lateness of the extension host while a local process floods its terminal with 1e6 lines",
      value: `${lateness.toFixed(1)} ms at p99 for ${seconds.toFixed(1)} s, ${idle.toFixed(1)} ms when idle`,
      target: "under 50 ms at p99",
      isMet: lateness < 50,
    },
  ];
}

/** Milliseconds: a browser without a graphics card draws a terminal slowly. */
const longest = 300_000;

async function outcomeIn(file: string): Promise<FloodMeasures> {
  for await (const { filename } of watch(path.dirname(file), { signal: AbortSignal.timeout(longest) })) {
    if (filename === path.basename(file)) break;
  }
  return JSON.parse(await readFile(file, "utf8"));
}
