import path from "node:path";
import type { ProjectFacts } from "../language/project-facts.ts";
import { createBreath } from "./breath.ts";
import { isOutdated } from "./files/is-outdated.ts";
import { listFiles } from "./files/list-files.ts";
import type { Listing } from "./files/listing.ts";
import { readFacts } from "./read-facts.ts";
import { readText } from "./read-text.ts";
import { type SourceNotes, scanSources } from "./scan-sources.ts";
import { defaultBounds, type ProjectWorld } from "./world.ts";

export interface Project {
  /** Absolute. */
  readonly root: string;
  /**
   * What the files say; read once, and again only what changed. Callers share what is under way. Never holds the event
   * loop for more than a few milliseconds. Rejects only with the reason of the world's signal.
   */
  facts(): Promise<ProjectFacts>;
  /**
   * These files came, went or changed; relative to the root with slashes, or absolute. `.git/index` stands for what git
   * tracks. The next `facts()` knows.
   */
  changed(files: readonly string[]): void;
}

/** Reads nothing before it is asked. */
export function createProject(root: string, world: ProjectWorld = {}): Project {
  const state: State = { root: path.resolve(root), listing: undefined, notes: new Map(), texts: new Map() };
  let pending = new Set<string>();
  let current: Promise<ProjectFacts> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const update = () => {
    const changed = pending;
    pending = new Set();
    return updateFacts(state, changed, world);
  };
  return {
    root: state.root,
    facts() {
      current ??= inTurn(update, last);
      last = current;
      return current;
    },
    changed(files) {
      for (const file of files) pending.add(fromRoot(state.root, file));
      if (files.length > 0) current = undefined;
    },
  };
}

interface State {
  readonly root: string;
  listing: Listing | undefined;
  readonly notes: Map<string, SourceNotes>;
  /** Of files such as package.json; undefined for one that is not there. */
  readonly texts: Map<string, string | undefined>;
}

async function inTurn<T>(work: () => Promise<T>, before: Promise<unknown>): Promise<T> {
  await Promise.allSettled([before]);
  return work();
}

async function updateFacts(state: State, changed: ReadonlySet<string>, world: ProjectWorld): Promise<ProjectFacts> {
  const { root, notes, texts } = state;
  const { signal, env = process.env, openText = () => undefined } = world;
  const bounds = { ...defaultBounds, ...world.bounds };
  const breath = createBreath(signal);
  signal?.throwIfAborted();
  for (const file of changed) {
    notes.delete(file);
    texts.delete(file);
  }
  let { listing } = state;
  if (!listing || (await isOutdated(root, listing, changed))) {
    listing = await listFiles(root, { bounds, breath, env, signal });
    signal?.throwIfAborted();
    state.listing = listing;
  }
  const scanned = await scanSources(root, listing.files, notes, { bounds, breath, openText });
  const read = async (file: string) => {
    await breath();
    const open = openText(file);
    if (open !== undefined) return open;
    if (!texts.has(file)) texts.set(file, await readText(path.join(root, file), bounds.textBytes));
    return texts.get(file);
  };
  return readFacts({ listing, notes, complete: listing.complete && scanned, breath, read });
}

function fromRoot(root: string, file: string): string {
  const relative = path.isAbsolute(file) ? path.relative(root, file) : file;
  return path.sep === "/" ? relative : relative.replaceAll(path.sep, "/");
}
