import { commands } from "../identifiers.ts";
import type { TreeNode } from "../tree/nodes.ts";

export interface AppKey {
  readonly appId: string;
  readonly sessionKey: string;
}

/** What a button of the page does: the command, on the row that the tree has for the same thing. */
export function commandOf(
  action: string,
  of: string,
  key: AppKey,
): { readonly command: string; readonly row: TreeNode } | undefined {
  const entry = Object.hasOwn(actions, action) ? actions[action as Action] : undefined;
  return entry && { command: entry.command, row: rowOf(entry.on, of, key) };
}

type Kind = "app" | "configVar" | "dyno" | "process";

const actions = {
  open: { command: commands.openApp, on: "app" },
  openInEditor: { command: commands.openInEditor, on: "app" },
  dashboard: { command: commands.openDashboard, on: "app" },
  logs: { command: commands.viewLogs, on: "app" },
  deploy: { command: commands.deploy, on: "app" },
  rename: { command: commands.renameApp, on: "app" },
  transfer: { command: commands.transferApp, on: "app" },
  maintenanceOn: { command: commands.maintenanceOn, on: "app" },
  maintenanceOff: { command: commands.maintenanceOff, on: "app" },
  import: { command: commands.importApp, on: "app" },
  link: { command: commands.linkWorkspace, on: "app" },
  destroy: { command: commands.destroyApp, on: "app" },
  copyUrl: { command: commands.copyAppUrl, on: "app" },
  restart: { command: commands.restartDynos, on: "app" },
  editConfig: { command: commands.editConfigVars, on: "app" },
  addConfig: { command: commands.addConfigVar, on: "app" },
  addCollaborators: { command: commands.addCollaborators, on: "app" },
  scale: { command: commands.scaleProcess, on: "process" },
  restartType: { command: commands.restartDynos, on: "process" },
  logsOfType: { command: commands.viewLogs, on: "process" },
  copyValue: { command: commands.copyConfigVar, on: "configVar" },
} as const satisfies Record<string, { command: string; on: Kind }>;

export type Action = keyof typeof actions;

function rowOf(kind: Kind, of: string, { appId, sessionKey }: AppKey): TreeNode {
  const row = { id: `info/${appId}/${kind}/${of}`, parent: undefined, appId, sessionKey };
  switch (kind) {
    case "process":
      return { ...row, kind, type: of };
    case "dyno":
      return { ...row, kind, type: of.split(".")[0] ?? "", dyno: of };
    case "configVar":
      return { ...row, kind, key: of };
    default:
      return { ...row, kind };
  }
}
