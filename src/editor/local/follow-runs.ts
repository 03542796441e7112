import type { ControlClient } from "../../runner/control/client.ts";
import type { ControlEvent, TrafficStatus } from "../../runner/control/protocol.ts";
import type { RunEntry } from "../../runner/control/registry.ts";
import type { CopyStatus } from "../../runner/events.ts";
import type { LocalRun } from "./local-runs.ts";

/** Where runs are found and asked; of the runner's rooms, but for tests. */
export interface RunSource {
  list(): Promise<readonly RunEntry[]>;
  watch(changed: () => void): Promise<{ close(): void }>;
  connect(address: string): Promise<ControlClient>;
}

export interface FollowedRuns {
  /** The oldest first. */
  readonly all: readonly LocalRun[];
  /** The latest of a Procfile. */
  of(file: string): LocalRun | undefined;
  /** How the copies of the last run of a Procfile ended, as long as there is no other. */
  endsOf(file: string): ReadonlyMap<string, CopyStatus> | undefined;
  /** Looks for runs once. */
  refresh(): Promise<void>;
  /** Looks whenever a run comes or goes, or no longer. */
  watch(isWanted: boolean): void;
  /** Follows a run of a Procfile that was just started; undefined when it is over already. */
  adopt(entry: RunEntry, file: string): Promise<LocalRun | undefined>;
  dispose(): void;
}

export interface FollowOptions {
  readonly source: RunSource;
  /** The Procfile of ours that a run is of. */
  readonly fileOf: (entry: RunEntry) => string | undefined;
  readonly commandsOf: (file: string) => ReadonlyMap<string, string>;
  readonly changed: () => void;
}

interface Followed extends LocalRun {
  readonly file: string;
  readonly copies: Map<string, CopyStatus>;
  traffic: TrafficStatus | undefined;
}

/** Keeps a connection to every run of our Procfiles, whoever started it, and what it tells. */
export function createFollowedRuns({ source, fileOf, commandsOf, changed }: FollowOptions): FollowedRuns {
  const runs = new Map<string, Promise<Followed | undefined>>();
  const known: Followed[] = [];
  const ends = new Map<string, ReadonlyMap<string, CopyStatus>>();
  let isDisposed = false;
  let isWatched = false;
  let watching: Promise<{ close(): void } | undefined> = Promise.resolve(undefined);

  const follow = async (entry: RunEntry, file: string): Promise<Followed | undefined> => {
    const client = await source.connect(entry.address).catch(() => undefined);
    if (client === undefined) return undefined;
    const commands = commandsOf(file);
    const run: Followed = { entry, file, client, commands, copies: new Map(), traffic: undefined };
    const statuses = await client.subscribe((event) => take(run, event)).catch(() => undefined);
    for (const status of statuses ?? []) run.copies.set(status.name, status);
    // Of its router only changes are told.
    const now = statuses && (await client.ask({ do: "status" }).catch(() => undefined));
    if (statuses === undefined || isDisposed) {
      client.close();
      return undefined;
    }
    run.traffic ??= now?.ok ? now.traffic : undefined;
    known.push(run);
    known.sort((one, other) => one.entry.startedAt.localeCompare(other.entry.startedAt));
    ends.delete(file);
    void client.closed.then(() => leave(run));
    changed();
    return run;
  };
  const take = (run: Followed, event: ControlEvent): void => {
    if (event.event === "changed") run.copies.set(event.status.name, event.status);
    if (event.event === "gone") run.copies.delete(event.name);
    if (event.event === "traffic") run.traffic = event.traffic;
    changed();
  };
  const leave = (run: Followed): void => {
    runs.delete(run.entry.runId);
    known.splice(known.indexOf(run), 1);
    if (isDisposed) return;
    ends.set(run.file, endedOf(run.copies));
    changed();
  };
  const adopt = (entry: RunEntry, file = fileOf(entry)): Promise<Followed | undefined> => {
    if (file === undefined || isDisposed) return Promise.resolve(undefined);
    const found = runs.get(entry.runId) ?? follow(entry, file);
    runs.set(entry.runId, found);
    void found.then((run) => run ?? runs.delete(entry.runId));
    return found;
  };
  const refresh = async (): Promise<void> => {
    await Promise.all((await source.list()).map((entry) => adopt(entry)));
  };

  return {
    get all() {
      return known;
    },
    of: (file) => known.findLast((run) => run.file === file),
    endsOf: (file) => ends.get(file),
    refresh,
    adopt,
    watch(isWanted) {
      if (isWanted === isWatched || isDisposed) return;
      isWatched = isWanted;
      if (!isWanted) return void watching.then((it) => it?.close());
      watching = watching.then(() => source.watch(() => void refresh()).catch(() => undefined));
      void watching.then(refresh);
    },
    dispose() {
      isDisposed = true;
      void watching.then((it) => it?.close());
      for (const { client } of [...known]) client.close();
    },
  };
}

/** What ran until the end was stopped with the rest. */
function endedOf(copies: ReadonlyMap<string, CopyStatus>): ReadonlyMap<string, CopyStatus> {
  return new Map([...copies].filter(([, { state }]) => state.kind === "ended"));
}
