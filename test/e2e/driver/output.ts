import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "playwright-core";
import { pick, runCommand } from "./quick-input.ts";
import type { Workbench } from "./workbench.ts";

/** Shows an output channel in the panel. */
export async function showOutput(page: Page, channel: string | RegExp): Promise<void> {
  await runCommand(page, "Output: Show Output Channels...");
  await pick(page, channel);
  await page.locator(".part.panel .output-view .monaco-editor").waitFor();
}

/** The lines of the output panel that are on the screen, as a person reads them now. */
export async function visibleOutput(page: Page): Promise<string[]> {
  const lines = page.locator(".part.panel .output-view .view-lines .view-line");
  const placed = await lines.evaluateAll((found) =>
    found.map((line) => ({ top: Number.parseFloat(line.style.top), text: line.textContent ?? "" })),
  );
  // The editor keeps its lines in the order of drawing, and writes non-breaking spaces.
  return placed.sort((a, b) => a.top - b.top).map(({ text }) => text.replaceAll("\u00a0", " "));
}

/**
 * Everything that was ever written to an output channel. The panel draws only what fits into it, so this reads
 * the file behind the channel; the newest one when several windows had it.
 */
export async function outputText({ vscode }: Workbench, channel: string): Promise<string> {
  const files = await readdir(vscode.logsDir, { recursive: true });
  const matching = files
    .filter((file) => isFileOf(path.basename(file), channel))
    .map((file) => path.join(vscode.logsDir, file));
  const dated = await Promise.all(matching.map(async (file) => ({ file, time: (await stat(file)).mtimeMs })));
  const newest = dated.sort((a, b) => b.time - a.time)[0];
  return newest === undefined ? "" : readFile(newest.file, "utf8");
}

/** Waits until a channel holds a text; returns all of it. Fails with what was there instead. */
export async function waitForOutput(
  workbench: Workbench,
  channel: string,
  text: string | RegExp,
  timeout = 60_000,
): Promise<string> {
  const deadline = Date.now() + timeout;
  for (;;) {
    const found = await outputText(workbench, channel);
    if (typeof text === "string" ? found.includes(text) : text.test(found)) return found;
    if (Date.now() > deadline) throw new Error(`The output "${channel}" never had ${text}; it has:\n${found}`);
    await sleep(100);
  }
}

/** `1-Name.log` for a plain channel, `Name.log` for a log channel; characters that no file may have are left out. */
function isFileOf(file: string, channel: string): boolean {
  const name = channel.replace(/[\\/:*?"<>|]/g, "");
  return file === `${name}.log` || (file.endsWith(`-${name}.log`) && /^\d+-/.test(file));
}
