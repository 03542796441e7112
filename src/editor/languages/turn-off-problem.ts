import * as vscode from "vscode";

/** Sets the severity of a problem's code to `off`: in the settings of the file's folder, without one in the person's. */
export async function turnOffProblem(target: unknown): Promise<void> {
  if (!isProblem(target)) return;
  const uri = vscode.Uri.parse(target.uri);
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  const settings = vscode.workspace.getConfiguration("herokuWorkbench", uri);
  const written = settings.inspect<Record<string, string>>("problems");
  const before = folder ? (written?.workspaceFolderValue ?? written?.workspaceValue) : written?.globalValue;
  const where = folder ? vscode.ConfigurationTarget.WorkspaceFolder : vscode.ConfigurationTarget.Global;
  await settings.update("problems", { ...before, [target.code]: "off" }, where);
}

function isProblem(target: unknown): target is { uri: string; code: string } {
  const { uri, code } = (target ?? {}) as { uri?: unknown; code?: unknown };
  return typeof uri === "string" && typeof code === "string";
}
