import path from "node:path";
import * as vscode from "vscode";
import type { LazyDeployments } from "../deploy/deploy-commands.ts";
import type { Disposables } from "../disposables.ts";
import { showError } from "../messages.ts";
import type { Services } from "../services.ts";
import { firstDeploys, setFirstDeploys } from "./remembered.ts";

/** Milliseconds; what is older has ended long ago. */
const longest = 60 * 60_000;

/** Goes on with the first deploys of the folders that this window has opened, now and when a folder is added. */
export function resumeFirstDeploys(services: Services, deployments: LazyDeployments, disposables: Disposables): void {
  const look = async (): Promise<void> => {
    const waiting = firstDeploys(services.context);
    if (waiting.length === 0) return;
    const open = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => path.normalize(uri.fsPath));
    const recent = waiting.filter(({ at }) => Date.now() - at < longest);
    const own = recent.filter(({ folder }) => open.includes(path.normalize(folder)));
    if (own.length === 0 && recent.length === waiting.length) return;
    await setFirstDeploys(
      services.context,
      recent.filter((task) => !own.includes(task)),
    );
    if (own.length === 0) return;
    const { followFirstDeploy } = await import("./first-deploy.ts");
    const room = await deployments(services);
    await Promise.all(own.map((task) => followFirstDeploy(services, room, task)));
  };
  const start = (): void => void look().catch((error: unknown) => showError(services, error));
  disposables.add(vscode.workspace.onDidChangeWorkspaceFolders(start));
  start();
}
