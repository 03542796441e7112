import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { performance } from "node:perf_hooks";
import { pathToFileURL } from "node:url";
import { root } from "../../scripts/processes.ts";
import { LspClient } from "../unit/language-server/client.ts";
import { type Figure, median } from "./figures.ts";

const program = [path.join(root, "dist/language-server.js"), "--stdio"];
const starts = 9;
const keystrokes = 200;

/** The language server as it is shipped: its start, its answers while a person types, and its memory at rest. */
export async function language(): Promise<readonly Figure[]> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "heroku-workbench-language-"));
  try {
    await writeFile(path.join(folder, "package.json"), '{"scripts":{"start":"node server.js"}}');
    return [
      milliseconds("language server: start to first diagnostics", median(await startTimes(folder)), 300),
      milliseconds(
        "keystroke to diagnostics, 2 000 lines, p95",
        percentile(await keystrokeTimes(folder, 2000), 0.95),
        30,
      ),
      milliseconds(
        "keystroke to diagnostics, 10 000 lines, p95",
        percentile(await keystrokeTimes(folder, 10_000), 0.95),
        100,
      ),
      {
        name: "opening 10 000 lines to diagnostics",
        value: `${median(await openTimes(folder, 10_000)).toFixed(1)} ms`,
      },
      await idleMemory(folder),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function startTimes(folder: string): Promise<number[]> {
  const times: number[] = [];
  const uri = uriIn(folder, "Procfile");
  for (let start = 0; start < starts; start++) {
    const started = performance.now();
    await using client = await LspClient.start({ program, folders: [pathToFileURL(folder).href] });
    client.open(uri, "web npm start\nworker: npm run work\n");
    await client.diagnostics(uri);
    times.push(performance.now() - started);
  }
  return times;
}

/** A letter typed at the end of a line in the middle, after the server has rested from the one before. */
async function keystrokeTimes(folder: string, lines: number): Promise<number[]> {
  await using client = await LspClient.start({ program, folders: [pathToFileURL(folder).href] });
  const uri = uriIn(folder, "Procfile");
  client.open(uri, procfile(lines));
  await client.diagnostics(uri);
  const line = Math.floor(lines / 2);
  let character = procfile(lines).split("\n")[line]?.length ?? 0;
  const times: number[] = [];
  for (let version = 2; version < keystrokes + 2; version++) {
    const started = performance.now();
    const position = { line, character };
    client.change(uri, version, [{ range: { start: position, end: position }, text: "x" }]);
    await client.diagnostics(uri, (published) => published.version === version);
    times.push(performance.now() - started);
    character += 1;
    client.received.length = 0;
  }
  return times;
}

async function openTimes(folder: string, lines: number): Promise<number[]> {
  await using client = await LspClient.start({ program, folders: [pathToFileURL(folder).href] });
  const text = procfile(lines);
  // A person has opened a Procfile before they open the longest one.
  client.open(uriIn(folder, "Procfile"), "web: npm start\n");
  await client.diagnostics(uriIn(folder, "Procfile"));
  const times: number[] = [];
  for (let index = 0; index < 5; index++) {
    const uri = uriIn(folder, `${index}.procfile`);
    const started = performance.now();
    client.open(uri, text);
    await client.diagnostics(uri);
    times.push(performance.now() - started);
  }
  return times;
}

async function idleMemory(folder: string): Promise<Figure> {
  const name = "language server: memory with a Procfile open";
  if (process.platform !== "linux") return { name, value: "measured on Linux only" };
  await using client = await LspClient.start({ program, folders: [pathToFileURL(folder).href] });
  const uri = uriIn(folder, "Procfile");
  client.open(uri, "web: npm start\nworker: npm run work\n");
  await client.diagnostics(uri, ({ diagnostics }) => diagnostics.some(({ code }) => code === "missing-npm-script"));
  const status = await readFile(`/proc/${client.child.pid}/status`, "utf8");
  const megabytes = (Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * 1024) / 1e6;
  return { name, value: `${megabytes.toFixed(1)} MB`, target: "under 60 MB", isMet: megabytes < 60 };
}

/** Lines as they come, one in twenty with something to say about it. */
function procfile(lines: number): string {
  const line = (index: number) =>
    index % 20 === 0
      ? `worker${index}:node work.js`
      : `worker${index}: bundle exec sidekiq -q queue${index} -c $CONCURRENCY`;
  return `${Array.from({ length: lines }, (_, index) => line(index)).join("\n")}\n`;
}

function uriIn(folder: string, file: string): string {
  return pathToFileURL(path.join(folder, file)).href;
}

function percentile(values: readonly number[], share: number): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length * share)] ?? Number.NaN;
}

function milliseconds(name: string, value: number, limit: number): Figure {
  return { name, value: `${value.toFixed(1)} ms`, target: `under ${limit} ms`, isMet: value < limit };
}
