import { randomUUID } from "node:crypto";
import path from "node:path";
import * as vscode from "vscode";
import { isRefused } from "../languages/only-trusted.ts";
import { askForCommand } from "../processes/ask-for-command.ts";
import { withCommand } from "../processes/command-history.ts";
import type { Services } from "../services.ts";
import { chooseProcfile } from "./choose-local.ts";
import { chooseVariables } from "./choose-variables.ts";
import { handOver } from "./hand-over.ts";
import type { LocalProcfile, LocalRuns } from "./local-runs.ts";
import { envFilesOf, localSettings } from "./local-settings.ts";
import { executionOf } from "./task-of.ts";

/** Runs a command once in a terminal, in the folder of a Procfile and with its .env. */
export async function runCommand(services: Services, runs: LocalRuns, target: unknown): Promise<void> {
  const asked = await askFor(services, runs, target);
  if (asked !== undefined) await launch(services, asked, []);
}

/** The same with the config vars of an app, which stay in memory. */
export async function runCommandWithVariables(services: Services, runs: LocalRuns, target: unknown): Promise<void> {
  const title = vscode.l10n.t("Run a command with the config vars of");
  const variables = await chooseVariables(services, target, { title, go: vscode.l10n.t("Run") });
  const asked = variables && (await askFor(services, runs, target));
  if (asked === undefined) return;
  const { address } = await handOver(variables?.values ?? {});
  await launch(services, asked, ["--config-vars-from", address]);
}

interface Asked {
  readonly procfile: LocalProcfile;
  readonly command: string;
}

async function askFor(services: Services, runs: LocalRuns, target: unknown): Promise<Asked | undefined> {
  if (isRefused(vscode.l10n.t("run"))) return undefined;
  const procfile = await chooseProcfile({ runs }, target, { title: vscode.l10n.t("Run a command in the folder of") });
  if (procfile === undefined) return undefined;
  const all = services.context.workspaceState.get<Histories>(historyKey, {});
  const history = all[procfile.file] ?? [];
  const title = vscode.l10n.t("Run a command with the .env of {0}", path.basename(procfile.root));
  const command = await askForCommand(title, { history, types: procfile.processes });
  if (command === undefined) return undefined;
  await services.context.workspaceState.update(historyKey, { ...all, [procfile.file]: withCommand(history, command) });
  return { procfile, command };
}

type Histories = Readonly<Record<string, readonly string[]>>;

const historyKey = "herokuWorkbench.local.commands";

/** As a task: its terminal stays until the output was read, and says how the command ended. */
async function launch({ context }: Services, { procfile, command }: Asked, more: readonly string[]): Promise<void> {
  const { file, root } = procfile;
  const script = context.asAbsolutePath(path.join("dist", "local.js"));
  const settings = localSettings(file);
  const envFiles = await envFilesOf(root, settings);
  const env = envFiles.length > 0 ? ["--env", envFiles.join(",")] : [];
  const words = ["run", "--procfile", file, "--root", root, "--dialect", settings.dialect, ...env, ...more];
  const task = new vscode.Task(
    // One of its own: the same command may run twice at a time.
    { type: "process", id: randomUUID() },
    vscode.workspace.getWorkspaceFolder(vscode.Uri.file(file)) ?? vscode.TaskScope.Workspace,
    command,
    "Heroku",
    executionOf([script, ...words, "--", command], { cwd: root, env: {} }),
  );
  task.presentationOptions = { echo: false, focus: true, reveal: vscode.TaskRevealKind.Always };
  await vscode.tasks.executeTask(task);
}
