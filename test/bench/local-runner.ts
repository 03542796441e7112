import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Figure, median } from "./figures.ts";
import { allRivals, longestStop, type Rival, resourcesOf, startRival, stopRival } from "./runner-rivals.ts";

const lines = 1_000_000;
const copies = 20;
const rounds = 3;

/** The local runner beside node-foreman and `heroku local`, and beside foreman where it is installed. */
export async function localRunner(): Promise<readonly Figure[]> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "bench-runner-"));
  try {
    const rivals = await allRivals(folder);
    return [...(await floods(folder, rivals)), ...(await upAndDown(folder, rivals))];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function floods(folder: string, rivals: readonly Rival[]): Promise<Figure[]> {
  const text = Array.from({ length: lines }, (_, number) => `line ${number}\n`).join("");
  const quarter = text.slice(0, text.indexOf(`line ${lines / 4}\n`));
  await writeFile(path.join(folder, "one.txt"), text);
  await writeFile(path.join(folder, "quarter.txt"), quarter);
  // They stay, so that no runner stops the others before they have written all.
  const one = await floodOf(folder, rivals, "a: cat one.txt; sleep 60\n");
  const four = await floodOf(
    folder,
    rivals,
    ["a", "b", "c", "d"].map((type) => `${type}: cat quarter.txt; sleep 60\n`).join(""),
  );
  return [...floodFigures("one process", one), ...floodFigures("four processes", four)];
}

interface Flood {
  readonly name: string;
  /** Lines a second, the runner's start left out. */
  readonly rate: number;
  readonly bad: number;
  /** Of the runner: peak resident memory in bytes, and milliseconds of CPU. */
  readonly memory: number;
  readonly cpu: number;
}

async function floodOf(folder: string, rivals: readonly Rival[], procfile: string): Promise<Flood[]> {
  await writeFile(path.join(folder, "Procfile"), procfile);
  const all: Flood[] = [];
  for (const rival of rivals) {
    const results: Flood[] = [];
    for (let round = 0; round < rounds; round++) results.push(await flood(folder, rival));
    all.push({
      name: rival.name,
      rate: median(results.map((result) => result.rate)),
      bad: Math.max(...results.map((result) => result.bad)),
      memory: Math.max(...results.map((result) => result.memory)),
      cpu: median(results.map((result) => result.cpu)),
    });
  }
  return all;
}

/** In ms: a runner that says nothing for so long has said all, or stands still. */
const longestSilence = 5000;

async function flood(folder: string, rival: Rival): Promise<Flood> {
  const child = startRival(folder, rival, "pipe");
  let first = 0;
  let last = performance.now();
  const chunks: Buffer[] = [];
  let seen = 0;
  child.stdout?.on("data", (chunk: Buffer) => {
    last = performance.now();
    chunks.push(chunk);
    for (let at = chunk.indexOf(0x0a); at !== -1; at = chunk.indexOf(0x0a, at + 1)) seen++;
    // The first lines are the runner's own.
    if (first === 0 && seen > 100) first = last;
  });
  while (seen < lines && performance.now() - last < longestSilence) await sleep(20);
  const resources = await resourcesOf(child.pid);
  await stopRival(child);
  return { name: rival.name, rate: (seen * 1000) / (last - first), bad: badLines(Buffer.concat(chunks)), ...resources };
}

/** Lines that are missing or not whole: each of them is a `line NUMBER` behind the prefix. */
function badLines(output: Buffer): number {
  // The bar may be a box character of several bytes; colours are off in a pipe.
  const good = output.toString("latin1").match(/[|\x80-\xff] +line \d+\r?$/gm)?.length ?? 0;
  return Math.max(0, lines - good);
}

function floodFigures(what: string, floods: readonly Flood[]): Figure[] {
  const [ours, ...others] = floods;
  if (!ours) return [];
  const fastest = Math.max(...others.map(({ rate }) => rate));
  const told = others.map(({ name, rate, cpu, bad }) => `${name} ${thousands(rate)}, ${seconds(cpu)}, ${bad} bad`);
  return [
    {
      name: `runner: 1e6 short lines of ${what}`,
      value: `${thousands(ours.rate)} lines/s, ${seconds(ours.cpu)}, ${ours.bad} bad (${told.join("; ")})`,
      target: "3000 k, none bad",
      isMet: ours.rate >= 3_000_000 && ours.bad === 0,
    },
    {
      name: `runner: beside the fastest other, ${what}`,
      value: others.length === 0 ? "no other is installed" : `${(ours.rate / fastest).toFixed(1)} ×`,
      target: "10 ×",
      isMet: others.length === 0 ? undefined : ours.rate >= 10 * fastest,
    },
    {
      name: `runner: memory in the flood of ${what}`,
      value: Number.isNaN(ours.memory) ? "cannot be read here" : `${Math.round(ours.memory / 1e6)} MB`,
      target: "60 MB",
      isMet: Number.isNaN(ours.memory) ? undefined : ours.memory < 60e6,
    },
  ];
}

interface UpAndDown {
  readonly name: string;
  readonly up: number;
  readonly down: number;
}

async function upAndDown(folder: string, rivals: readonly Rival[]): Promise<Figure[]> {
  const types = Array.from({ length: copies }, (_, index) => `p${index}`);
  await writeFile(path.join(folder, "Procfile"), types.map((type) => `${type}: sh up.sh ${type}\n`).join(""));
  await writeFile(path.join(folder, "up.sh"), 'echo $$ > "up/$1"\nexec sleep 60\n');
  const results: UpAndDown[] = [];
  for (const rival of rivals) {
    const all = [];
    for (let round = 0; round < rounds; round++) all.push(await once20(folder, rival));
    results.push({ name: rival.name, up: median(all.map(({ up }) => up)), down: median(all.map(({ down }) => down)) });
  }
  return upAndDownFigures(results);
}

function upAndDownFigures([ours, ...others]: readonly UpAndDown[]): Figure[] {
  if (!ours) return [];
  const fastest = Math.min(...others.map(({ up }) => up));
  const told = others.map(
    ({ name, up, down }) => `${name} ${Math.round(up)} and ${down < longestStop ? Math.round(down) : "never"}`,
  );
  return [
    {
      name: `runner: ${copies} processes up`,
      value: `${Math.round(ours.up)} ms (others up and down in ms: ${told.join("; ") || "none installed"})`,
      target: "1.2 × the fastest",
      isMet: others.length === 0 ? undefined : ours.up <= 1.2 * fastest,
    },
    {
      name: `runner: ${copies} processes down`,
      value: `${Math.round(ours.down)} ms`,
      target: "50 ms",
      isMet: ours.down < 50,
    },
  ];
}

async function once20(folder: string, rival: Rival): Promise<{ up: number; down: number }> {
  const up = path.join(folder, "up");
  await rm(up, { recursive: true, force: true });
  await mkdir(up);
  const started = performance.now();
  const child = startRival(folder, rival, "ignore");
  while ((await readdir(up)).length < copies && performance.now() - started < 10_000) await sleep(2);
  const running = performance.now();
  const down = await stopRival(child);
  await endLeftOvers(up);
  return { up: running - started, down };
}

/** Some runners leave all of their processes. */
async function endLeftOvers(up: string): Promise<void> {
  for (const name of await readdir(up)) {
    const pid = Number(await readFile(path.join(up, name), "utf8"));
    try {
      if (pid > 0) process.kill(pid, "SIGKILL");
    } catch {
      // It is gone, as it should be.
    }
  }
}

function thousands(rate: number): string {
  return `${Math.round(rate / 1000)} k`;
}

function seconds(cpu: number): string {
  return Number.isNaN(cpu) ? "CPU unknown" : `${(cpu / 1000).toFixed(2)} s CPU`;
}
