import * as vscode from "vscode";
import { during } from "../explanation.ts";
import { views } from "../identifiers.ts";

/** Runs work with the progress of *Local Processes*; `failure` says what could not be done if it does not succeed. */
export async function inLocalView<T>(failure: string, work: () => Promise<T>): Promise<T> {
  return vscode.window.withProgress({ location: { viewId: views.local } }, () => during(failure, work));
}
