import * as vscode from "vscode";

/** Paths to git that the person has set for VS Code's own git. */
export function gitOfSettings(): readonly string[] {
  const path = vscode.workspace.getConfiguration("git").get<unknown>("path");
  const paths: readonly unknown[] = Array.isArray(path) ? path : [path];
  return paths.filter((it): it is string => typeof it === "string" && it !== "");
}
