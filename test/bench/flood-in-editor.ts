import { watch } from "node:fs";
import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as wait } from "node:timers/promises";
import * as vscode from "vscode";

export interface FloodMeasures {
  /** Milliseconds by which the extension host's event loop was late, for 99 of 100 turns, while a terminal took it all. */
  readonly lateness: number;
  /** The same while nothing happens: what the machine itself is late. */
  readonly idle: number;
  /** Seconds from the wish to run until the terminal had taken the last line. */
  readonly seconds: number;
}

const lines = 1_000_000;
/** Milliseconds between two looks at the clock. */
const resolution = 10;
/** Milliseconds. */
const idleTime = 5000;

/** VS Code calls this in the extension host. Does not end: the bench closes the window. */
export async function run(): Promise<never> {
  const measures = await measureFlood();
  const file = process.env["HEROKU_WORKBENCH_TEST_OUTCOME"] ?? "";
  await writeFile(`${file}.draft`, JSON.stringify(measures));
  await rename(`${file}.draft`, file);
  return new Promise(() => undefined);
}

/** Runs a process that writes a million lines as a person does, with the lens of its Procfile. */
async function measureFlood(): Promise<FloodMeasures> {
  const workspace = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "";
  const folder = await mkdtemp(path.join(workspace, "flood-"));
  await writeFile(path.join(folder, "Procfile"), `flood: ${JSON.stringify(process.execPath)} flood.mjs\n`);
  await writeFile(path.join(folder, "flood.mjs"), flood);
  const uri = vscode.Uri.file(path.join(folder, "Procfile")).toString();
  const over = appears(folder, "over");
  const idle = await latenessDuring(() => wait(idleTime));
  const started = performance.now();
  const lateness = await latenessDuring(async () => {
    await vscode.commands.executeCommand("herokuWorkbench.procfile.run", { uri, type: "flood" });
    await over;
  });
  const seconds = (performance.now() - started) / 1000;
  await rm(folder, { recursive: true, force: true });
  return { lateness, idle, seconds };
}

/** Milliseconds at p99. */
async function latenessDuring(work: () => Promise<unknown>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution });
  delay.enable();
  await work();
  delay.disable();
  return Math.max(0, delay.percentile(99) / 1e6 - resolution);
}

/** Waits for whoever reads, so that it ends when the last line has been taken. */
const flood = `
import { once } from "node:events";
import { writeFileSync } from "node:fs";
for (let line = 0; line < ${lines}; line += 100) {
  const text = Array.from({ length: 100 }, (_, index) => \`line \${line + index}\\n\`).join("");
  if (!process.stdout.write(text)) await once(process.stdout, "drain");
}
process.stdout.write("", () => writeFileSync("over", ""));
`;

function appears(folder: string, name: string): Promise<void> {
  return new Promise((resolve) => {
    const watcher = watch(folder, (_event, file) => {
      if (file !== name) return;
      watcher.close();
      resolve();
    });
  });
}
