import { watch } from "node:fs";
import { readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import path from "node:path";
import { isPrivate, openRunsFolder, type RunsFolder, runsFolder } from "./runs-folder.ts";

/** A run that is under way, as other programs of the same user find it. Holds no variable's value. */
export interface RunEntry {
  readonly runId: string;
  readonly pid: number;
  /** Of its control socket; on Windows of a named pipe. */
  readonly address: string;
  /** Absolute. */
  readonly procfile: string;
  readonly root: string;
  /** ISO 8601. */
  readonly startedAt: string;
  /** Process types in the order of the file. */
  readonly types: readonly string[];
}

/** Lets others find a run whose socket is open. The answer takes it back. */
export async function announceRun(entry: RunEntry, at: RunsFolder = runsFolder()): Promise<() => Promise<void>> {
  const { folder } = await openRunsFolder(at);
  const file = path.join(folder, `${entry.runId}.json`);
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, JSON.stringify(entry), { mode: 0o600 });
  await rename(draft, file);
  return () => rm(file, { force: true });
}

/** The runs that can be asked now, the oldest first. Removes what a killed runner left behind. */
export async function listRuns(at: RunsFolder = runsFolder()): Promise<RunEntry[]> {
  // What lies in somebody else's folder is somebody else's word.
  if (!(await isPrivate(at))) return [];
  const names = await readdir(at.folder).catch(() => []);
  const entries = await Promise.all(names.filter(isEntry).map((name) => readEntry(path.join(at.folder, name))));
  const known = entries.filter((entry) => entry !== undefined);
  await sweep(at, names, known);
  return known.sort((a, b) => a.startedAt.localeCompare(b.startedAt));
}

/** The run of that id once it can be asked; undefined when the signal comes first. */
export async function waitForRun(
  runId: string,
  signal: AbortSignal,
  at: RunsFolder = runsFolder(),
): Promise<RunEntry | undefined> {
  const { promise, resolve } = Promise.withResolvers<RunEntry | undefined>();
  const look = async (): Promise<void> => {
    const entry = await readEntry(path.join(at.folder, `${runId}.json`));
    if (entry) resolve(entry);
  };
  const watching = await watchRuns(() => void look(), at);
  const giveUp = (): void => resolve(undefined);
  signal.addEventListener("abort", giveUp);
  if (signal.aborted) giveUp();
  await look();
  return promise.finally(() => {
    signal.removeEventListener("abort", giveUp);
    watching.close();
  });
}

/** Calls back when a run may have come or gone; one that was killed is noticed by the end of a connection to it. */
export async function watchRuns(
  onChange: () => void,
  at: RunsFolder = runsFolder(),
): Promise<{ readonly close: () => void }> {
  const { folder } = await openRunsFolder(at);
  const watcher = watch(folder, { persistent: false }, (_event, name) => {
    if (name === null || isEntry(name)) onChange();
  });
  // The folder went away: the next look finds nothing.
  watcher.on("error", onChange);
  return watcher;
}

function isEntry(name: string): boolean {
  return name.endsWith(".json");
}

async function readEntry(file: string): Promise<RunEntry | undefined> {
  const entry = parseEntry(await readFile(file, "utf8").catch(() => ""));
  if (entry === undefined || !(await isStale(entry.address))) return entry;
  await Promise.all([rm(file, { force: true }), removeSocket(entry.address)]);
  return undefined;
}

function parseEntry(text: string): RunEntry | undefined {
  try {
    const entry = JSON.parse(text) as Partial<Record<keyof RunEntry, unknown>> | null;
    const words = [entry?.runId, entry?.address, entry?.procfile, entry?.root, entry?.startedAt];
    const isWhole = words.every((word) => typeof word === "string") && typeof entry?.pid === "number";
    return isWhole && Array.isArray(entry.types) ? (entry as unknown as RunEntry) : undefined;
  } catch {
    return undefined;
  }
}

/** What is younger, in ms, may be in the making: a socket that was just bound refuses, too. */
const youth = 60_000;

/** What runners left that were killed before they were announced: sockets, and drafts of entries. */
async function sweep({ folder }: RunsFolder, names: readonly string[], known: readonly RunEntry[]): Promise<void> {
  const addresses = new Set(known.map(({ address }) => address));
  const files = names.filter((name) => !isEntry(name)).map((name) => path.join(folder, name));
  for (const file of files.filter((one) => !addresses.has(one))) {
    const age = Date.now() - ((await stat(file).catch(() => undefined))?.mtimeMs ?? Date.now());
    if (age > youth && (!file.endsWith(".sock") || (await isStale(file)))) await rm(file, { force: true });
  }
}

async function removeSocket(address: string): Promise<void> {
  if (address.endsWith(".sock")) await rm(address, { force: true });
}

/** Nobody listens any more. A process id would not do: it may be a stranger's by now, or of another container. */
function isStale(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address);
    const finish = (stale: boolean): void => {
      socket.destroy();
      resolve(stale);
    };
    socket.once("connect", () => finish(false));
    socket.once("error", ({ code }: NodeJS.ErrnoException) => finish(code === "ECONNREFUSED" || code === "ENOENT"));
  });
}
