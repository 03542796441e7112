import * as vscode from "vscode";
import type { ContextKeyWriter } from "../context-keys.ts";
import type { Disposables } from "../disposables.ts";
import { views } from "../identifiers.ts";
import type { Services } from "../services.ts";
import { createFormations, type Formations } from "./formations.ts";
import type { Launcher } from "./launch.ts";
import type { LocalNode } from "./local-nodes.ts";
import type { LocalRoom } from "./local-room.ts";
import type { LocalRuns } from "./local-runs.ts";

/** What runs on this computer; the commands, tasks and debuggers of it are given this. */
export interface Local {
  readonly runs: LocalRuns;
  readonly formations: Formations;
  /** The terminals that runs are started in. */
  launcher(): Promise<Launcher>;
}

export interface LocalOptions extends Pick<Services, "context" | "log"> {
  readonly contextKeys: ContextKeyWriter;
  readonly disposables: Disposables;
}

/** What of the view a test reads. */
export interface LocalInside extends Local {
  readonly provider: vscode.TreeDataProvider<LocalNode>;
  readonly view: vscode.TreeView<LocalNode>;
}

/** *Local Processes*: a provider of rows, and nothing else until it is looked at or something is to run. */
export function createLocal(options: LocalOptions): LocalInside {
  const { context, disposables } = options;
  const changed = disposables.add(new vscode.EventEmitter<void>());
  const rows = disposables.add(new vscode.EventEmitter<LocalNode[] | undefined>());
  const formations = createFormations(context.workspaceState, () => changed.fire());
  let room: LocalRoom | undefined;
  let loading: Promise<LocalRoom> | undefined;
  const load = async (): Promise<LocalRoom> => {
    const { createLocalRoom } = await import("./local-room.ts");
    room ??= createLocalRoom({ ...options, formations, changed, rows, view });
    return room;
  };
  const ready = (): Promise<LocalRoom> => (loading ??= load());
  const provider: vscode.TreeDataProvider<LocalNode> = {
    onDidChangeTreeData: rows.event,
    getChildren: async (node) => (await ready()).rows.children(node),
    getTreeItem: async (node) => (await ready()).rows.item(node),
    getParent: (node) => (node.kind === "localProcfile" ? undefined : node.parent),
    resolveTreeItem: async (item, node) => (await ready()).rows.resolve(item, node),
  };
  const view = disposables.add(
    vscode.window.createTreeView(views.local, { treeDataProvider: provider, canSelectMany: true }),
  );
  return {
    provider,
    view,
    formations,
    launcher: async () => (await ready()).launcher(),
    runs: {
      procfiles: async () => (await ready()).runs.procfiles(),
      get all() {
        return room?.runs.all ?? [];
      },
      runOf: (file) => room?.runs.runOf(file),
      onDidChange: changed.event,
      ready: async () => (await ready()).runs.ready(),
      start: async (request) => (await ready()).runs.start(request),
    },
  };
}
