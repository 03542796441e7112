import { realpathSync } from "node:fs";
import * as vscode from "vscode";
import { connectControl } from "../../runner/control/client.ts";
import { listRuns, watchRuns } from "../../runner/control/registry.ts";
import { crashBadge } from "./crash-badge.ts";
import { createFollowedRuns, type FollowedRuns } from "./follow-runs.ts";
import type { Formations } from "./formations.ts";
import type { Launcher } from "./launch.ts";
import type { LocalOptions } from "./local.ts";
import type { LocalNode } from "./local-nodes.ts";
import { createLocalRows, type LocalRows } from "./local-rows.ts";
import type { LocalProcfile, LocalRuns } from "./local-runs.ts";
import { createProcfiles } from "./procfiles.ts";
import { startRun } from "./start-run.ts";
import { createUsage } from "./usage.ts";

export interface LocalRoom {
  readonly runs: Omit<LocalRuns, "onDidChange">;
  readonly rows: LocalRows;
  readonly launcher: () => Promise<Launcher>;
}

export interface LocalRoomOptions extends LocalOptions {
  readonly formations: Formations;
  readonly view: vscode.TreeView<LocalNode>;
  readonly changed: vscode.EventEmitter<void>;
  /** Rows to be shown again; undefined: all. */
  readonly rows: vscode.EventEmitter<LocalNode[] | undefined>;
}

/** Everything behind the view, made when someone looks at it or runs something. */
export function createLocalRoom(options: LocalRoomOptions): LocalRoom {
  const { context, contextKeys, disposables, formations, view, changed } = options;
  let launching: Promise<Launcher> | undefined;
  const launcher = (): Promise<Launcher> => {
    launching ??= import("./launch.ts").then(({ createLauncher }) =>
      createLauncher({ extensionPath: context.extensionPath, disposables }),
    );
    return launching;
  };
  const fire = (): void => changed.fire();
  const isRunning = (file: string): boolean => followed.of(file) !== undefined;
  const procfiles = createProcfiles(disposables, { changed: fire, isRunning });
  const source = { list: () => listRuns(), watch: (work: () => void) => watchRuns(work), connect: connectControl };
  const followed: FollowedRuns = disposables.add(
    createFollowedRuns({
      source,
      fileOf: ({ procfile }) => procfiles.known.find(({ file }) => isSameFile(file, procfile))?.file,
      commandsOf: (file) => commandsOf(procfiles.known.find((one) => one.file === file)),
      changed: fire,
    }),
  );
  const usage = disposables.add(
    createUsage({ runs: () => followed.all, isLookedAt: () => isLookedAt(view), changed: fire }),
  );
  const runs = createRuns({ formations, launcher }, procfiles.all, followed);
  const model = {
    procfiles: () => procfiles.known,
    ends: followed.endsOf,
    run: runs.runOf,
    wanted: formations.copies,
    usage: usage.of,
  };
  const rows = createLocalRows({ model, shown: options.rows, ready: runs.ready });

  const look = (): void => {
    followed.watch(view.visible);
    usage.update();
  };
  disposables.add(view.onDidChangeVisibility(look));
  disposables.add(vscode.window.onDidChangeWindowState(look));
  const show = (): void => {
    rows.update();
    usage.update();
    const badge = crashBadge(model);
    if (badge?.tooltip !== view.badge?.tooltip) view.badge = badge;
    const word = followed.all.length > 0 ? "running" : "stopped";
    contextKeys.set("herokuWorkbench.localRun", procfiles.known.length === 0 ? "none" : word);
  };
  const soon = disposables.add(inOneGo(show));
  disposables.add(changed.event(soon.call));
  void procfiles.all().then(soon.call);
  look();
  return { runs, rows, launcher };
}

function createRuns(
  { formations, launcher }: Pick<LocalRoom, "launcher"> & Pick<LocalRoomOptions, "formations">,
  procfiles: LocalRuns["procfiles"],
  followed: FollowedRuns,
): LocalRoom["runs"] {
  const launching = new Map<string, ReturnType<LocalRuns["start"]>>();
  const ready = async (): Promise<void> => {
    await procfiles();
    await followed.refresh();
  };
  return {
    procfiles,
    get all() {
      return followed.all;
    },
    runOf: followed.of,
    ready,
    start(request) {
      const { file } = request.procfile;
      const begin = async (): ReturnType<LocalRuns["start"]> => {
        await ready();
        return startRun(request, { launcher, formations, run: followed.of(file), adopt: followed.adopt });
      };
      // Two clicks are one run: the second joins what the first has started.
      const started = (launching.get(file) ?? Promise.resolve(undefined)).then(begin, begin);
      launching.set(file, started);
      return started;
    },
  };
}

function commandsOf(procfile: LocalProcfile | undefined): ReadonlyMap<string, string> {
  return new Map(procfile?.processes.map(({ type, command }) => [type, command]));
}

/** Many processes that start together are one change to look at. */
function inOneGo(work: () => void): { readonly call: () => void } & vscode.Disposable {
  let timer: NodeJS.Timeout | undefined;
  const run = (): void => {
    timer = undefined;
    work();
  };
  return {
    call() {
      timer ??= setTimeout(run, 20);
    },
    dispose: () => clearTimeout(timer),
  };
}

function isLookedAt(view: vscode.TreeView<LocalNode>): boolean {
  return view.visible && vscode.window.state.focused;
}

/** A folder may be open by another name than the one it was started under. */
function isSameFile(one: string, other: string): boolean {
  return one === other || real(one) === real(other);
}

function real(file: string): string {
  try {
    return realpathSync.native(file);
  } catch {
    return file;
  }
}
