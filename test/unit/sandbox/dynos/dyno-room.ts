import { randomUUID } from "node:crypto";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import * as tar from "tar";
import { findStrays } from "../../../../src/process/strays.ts";
import { createDynos } from "../../../../src/sandbox/dynos/dynos.ts";
import type { Dyno, Dynos, LogEntry, Logplex, Settings, Store } from "../../../../src/sandbox/parts.ts";
import { platformSettings } from "../../../../src/sandbox/settings.ts";
import type { AppRecord } from "../../../../src/sandbox/store/records.ts";
import { openStore } from "../../../../src/sandbox/store/store.ts";

const programs = path.join(import.meta.dirname, "../../../programs");
const world = { now: () => new Date(), uuid: randomUUID };

/** Real dynos over a real store, and a log that the test reads. Disposing ends all and checks that nothing is left. */
export interface DynoRoom extends AsyncDisposable {
  readonly dynos: Dynos;
  readonly store: Store;
  readonly app: AppRecord;
  readonly folder: string;
  readonly lines: string[];
  /** Makes a slug of the test programs and lets it live as a new release with these processes. */
  deploy(
    processes: Record<string, string>,
    configVars?: Record<string, string>,
    files?: Record<string, string>,
  ): Promise<void>;
  release(slugId: string, configVars?: Record<string, string>): void;
  scale(type: string, quantity: number): void;
  /** Ids of the processes that run with a home in this room. */
  running(): number[];
  /** Resolves with all lines once one of them contains the text. */
  logged(text: string, count?: number): Promise<string[]>;
  /** Resolves once the dynos are as described: `web.1 up`. */
  settled(...dynos: string[]): Promise<readonly Dyno[]>;
}

export async function openDynoRoom(
  settings: Partial<Settings> = {},
  environment?: NodeJS.ProcessEnv,
): Promise<DynoRoom> {
  const folder = await mkdtemp(path.join(tmpdir(), "dynos-"));
  const places = { slugs: path.join(folder, "slugs"), dynos: path.join(folder, "dynos") };
  await mkdir(places.slugs);
  const store = openStore(":memory:", world);
  const app = store.apps.create({ name: "myapp", regionName: "us", stackName: "heroku-26" });
  const lines: string[] = [];
  const heard = new Set<() => void>();
  const logplex = listeningLogplex(lines, () => heard.forEach((check) => void check()));
  const all = { ...platformSettings, ...settings };
  const dynos = createDynos({ world, settings: all, places, store, logplex, ...(environment ? { environment } : {}) });
  const user = store.accounts.self();

  function release(slugId: string, configVars: Record<string, string> = {}): void {
    const pending = {
      appId: app.id,
      description: "Deploy",
      status: "pending",
      slugId,
      configVars,
      user,
      outputId: null,
    };
    store.releases.finish(store.releases.create({ ...pending, status: "pending" }).id, "succeeded");
    dynos.reconcile(app.id);
  }

  const running = () => findStrays((environment) => environment.includes(folder));

  return {
    ...{ dynos, store, app, folder, lines, release, running },
    async deploy(processes, configVars, files = {}) {
      const id = await packSlug(places.slugs, files);
      const described = { commit: null, commitDescription: null, buildpackProvidedDescription: null, checksum: null };
      store.slugs.create({ id, appId: app.id, ...described, processTypes: processes, size: 1, stackName: "heroku-26" });
      for (const [type, command] of Object.entries(processes)) {
        const quantity = store.formation.find(app.id, type)?.quantity ?? 1;
        store.formation.put(app.id, { type, command, quantity, size: "Basic" });
      }
      release(id, configVars);
    },
    scale(type, quantity) {
      const entry = store.formation.find(app.id, type);
      if (entry) store.formation.put(app.id, { ...entry, quantity });
      dynos.reconcile(app.id);
    },
    async logged(text, count = 1) {
      await until(heard, () => lines.filter((line) => line.includes(text)).length >= count);
      return lines;
    },
    async settled(...wanted) {
      const now = () => dynos.list(app.id).map(({ name, state }) => `${name} ${state}`);
      const changes = new Set<() => void>();
      const check = () => changes.forEach((each) => void each());
      dynos.events.on("change", check);
      await until(changes, () => now().join() === wanted.join());
      dynos.events.off("change", check);
      return dynos.list(app.id);
    },
    async [Symbol.asyncDispose]() {
      await dynos.close();
      const left = running();
      store.close();
      await rm(folder, { recursive: true, force: true });
      if (left.length > 0) throw new Error(`${left.length} processes are orphans.`);
    },
  };
}

function listeningLogplex(lines: string[], heard: () => void): Logplex {
  const add = ({ source, process }: Omit<LogEntry, "message">, added: readonly (string | Buffer)[]) => {
    for (const line of added) lines.push(`${source}[${process}]: ${String(line)}`);
    heard();
  };
  const logplex: Pick<Logplex, "append" | "appendLines"> = {
    append: (_, { message, ...origin }) => add(origin, [message]),
    appendLines: (_, origin, added) => add(origin, added),
  };
  return logplex as Logplex;
}

function until(listeners: Set<() => void>, condition: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const check = () => {
      if (!condition()) return;
      listeners.delete(check);
      resolve();
    };
    listeners.add(check);
    check();
  });
}

async function packSlug(slugs: string, files: Record<string, string>): Promise<string> {
  const id = randomUUID();
  const folder = path.join(slugs, id);
  await cp(programs, path.join(folder, "app"), { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, "app", name)), { recursive: true });
    await writeFile(path.join(folder, "app", name), text);
  }
  await tar.create({ cwd: folder, gzip: true, file: `${folder}.tgz` }, ["./app"]);
  await rm(folder, { recursive: true });
  return id;
}
