import { EventEmitter } from "node:events";
import { mkdirSync, readdirSync } from "node:fs";
import path from "node:path";
import { createReaper } from "../../process/reaper.ts";
import { killStrays } from "../../process/strays.ts";
import type { Dynos, Logplex, Places, Settings, Store, World } from "../parts.ts";
import { type AppDynos, createAppDynos } from "./app-dynos.ts";
import { removeFolder } from "./dyno-folder.ts";
import { createDynoLog } from "./dyno-log.ts";
import { planFormation } from "./formation-plans.ts";
import { createFreePorts } from "./free-ports.ts";
import type { DynoRoom } from "./live-dyno.ts";
import { planDetached, planReleasePhase } from "./one-off-plans.ts";
import { createSlugTrees } from "./slug-trees.ts";

export interface DynosOptions {
  readonly world: World;
  readonly settings: Settings;
  readonly places: Pick<Places, "dynos" | "slugs">;
  readonly store: Store;
  readonly logplex: Logplex;
  /** What dynos get their PATH and language from; the sandbox's own unless given. */
  readonly environment?: NodeJS.ProcessEnv;
}

/** The dynos of all apps: real processes, each with a group and a copy of the slug of its own. */
export function createDynos(options: DynosOptions): Dynos {
  const { world, settings, places, store, logplex, environment = process.env } = options;
  const events = new EventEmitter<{ change: [appId: string] }>().setMaxListeners(0);
  const folder = startAfresh(places.dynos, world.uuid());
  const trees = createSlugTrees({ slugs: places.slugs, trees: path.join(folder, "slugs") });
  const reaper = createReaper();
  const ports = createFreePorts();
  const pad = { trees, reaper, folder, grace: settings.shutdownGrace, environment };
  const apps = new Map<string, AppDynos>();
  let isClosed = false;

  const find = (appId: string): AppDynos => {
    const found = apps.get(appId) ?? createAppDynos(roomFor(appId), () => events.emit("change", appId));
    apps.set(appId, found);
    return found;
  };

  const roomFor =
    (appId: string) =>
    (name: string, changed: () => void): DynoRoom => ({
      ...{ world, settings, pad, ports, changed },
      log: createDynoLog(logplex, appId, name),
    });

  let isTidying = false;
  const dropOldTrees = (): void => {
    if (isTidying) return;
    isTidying = true;
    setImmediate(() => {
      isTidying = false;
      if (!isClosed) tidy();
    });
  };

  const tidy = (): void => {
    const slugIds = store.apps.list().map(({ id }) => store.releases.current(id)?.slugId ?? "");
    trees.keepOnly(new Set(slugIds));
  };

  return {
    events,
    list: (appId) => apps.get(appId)?.list() ?? [],
    find: (appId, dyno) => apps.get(appId)?.find(dyno),
    webDynos: (appId) => apps.get(appId)?.web() ?? none,
    reconcile(appId) {
      if (isClosed) return;
      find(appId).reconcile(planFormation(store, appId));
      dropOldTrees();
    },
    restart: (appId, which) => void (isClosed || find(appId).replace(which, "restart")),
    stop: (appId, which) => void (isClosed || find(appId).replace(which, "stop")),
    runDetached(appId, run) {
      if (isClosed) throw new Error("The sandbox is stopping.");
      return find(appId).runOnce(planDetached(store, appId, run)).dyno;
    },
    runToEnd: async (appId, run, output) =>
      isClosed ? interrupted : find(appId).runOnce({ ...planDetached(store, appId, run), output }).ended,
    async runRelease(appId, release, slug, output) {
      if (isClosed) return interrupted;
      const plan = planReleasePhase(store, appId, release, slug);
      return find(appId).runOnce({ ...plan, timeLimit: settings.releasePhaseTimeout, output }).ended;
    },
    async destroy(appId) {
      await apps.get(appId)?.end();
      apps.delete(appId);
      dropOldTrees();
    },
    async close() {
      isClosed = true;
      await Promise.all([...apps.values()].map((app) => app.end()));
      reaper.close();
      await removeFolder(folder);
    },
  };
}

const none: readonly [] = [];
/** As if by SIGTERM. */
const interrupted = 143;

/** A folder for this start; what an earlier one left is ended and removed while we go on. */
function startAfresh(parent: string, start: string): string {
  mkdirSync(parent, { recursive: true, mode: 0o700 });
  const marker = `\0HOME=${parent}${path.sep}`;
  killStrays((environment) => environment.includes(marker));
  for (const old of readdirSync(parent)) void removeFolder(path.join(parent, old));
  const folder = path.join(parent, start.slice(0, 8));
  mkdirSync(folder, { mode: 0o700 });
  return folder;
}
