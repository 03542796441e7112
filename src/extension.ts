import * as vscode from "vscode";
import { accountCommands, offerSignIn } from "./editor/account/account-commands.ts";
import { registerAuthentication } from "./editor/account/authentication.ts";
import { followCli } from "./editor/account/follow-cli.ts";
import { type AccountSessions, createSessions } from "./editor/account/sessions.ts";
import { tellEnds } from "./editor/account/tell-ends.ts";
import { collaboratorCommands } from "./editor/collaborators/collaborator-commands.ts";
import { appCommands } from "./editor/commands/app-commands.ts";
import { registerCommands } from "./editor/commands/register.ts";
import { configCommands } from "./editor/config/config-commands.ts";
import { createConfigRoom } from "./editor/config/config-room.ts";
import { createContextKeys } from "./editor/context-keys.ts";
import { createCommands } from "./editor/create/create-commands.ts";
import { resumeFirstDeploys } from "./editor/create/resume.ts";
import { createLazyDeployments, deployCommands } from "./editor/deploy/deploy-commands.ts";
import { createDisposables, type Disposables } from "./editor/disposables.ts";
import { importCommands } from "./editor/import/import-commands.ts";
import { infoCommands } from "./editor/info/info-commands.ts";
import { languageCommands } from "./editor/languages/language-commands.ts";
import { createLanguages, type Languages } from "./editor/languages/languages.ts";
import { lifecycleCommands, watchTransfers } from "./editor/lifecycle/lifecycle-commands.ts";
import { linkCommands, watchSshRemotes } from "./editor/link/link-commands.ts";
import { registerDebugType } from "./editor/local/debug/register-debug.ts";
import { createLocal, type LocalInside } from "./editor/local/local.ts";
import { localCommands } from "./editor/local/local-commands.ts";
import { provideTasks } from "./editor/local/tasks.ts";
import { logCommands } from "./editor/logs/log-commands.ts";
import { processCommands } from "./editor/processes/process-commands.ts";
import { resumeSandbox } from "./editor/sandbox/resume-sandbox.ts";
import { createSandbox, type Sandbox } from "./editor/sandbox/sandbox.ts";
import { sandboxCommands } from "./editor/sandbox/sandbox-commands.ts";
import type { Services } from "./editor/services.ts";
import { createAppsView } from "./editor/tree/apps-view.ts";
import { treeCommands } from "./editor/tree/tree-commands.ts";

/** What `activate` returns when VS Code runs tests, and only then. */
export interface TestingApi {
  readonly services: Services;
  readonly sessions: AccountSessions;
  readonly languages: Languages;
  readonly local: LocalInside;
  readonly disposables: Disposables;
  deactivate(): Promise<void>;
}

let running:
  | { readonly disposables: Disposables; readonly languages: Languages; readonly sandbox: Sandbox }
  | undefined;

export function activate(context: vscode.ExtensionContext): TestingApi | undefined {
  const log = vscode.window.createOutputChannel("Heroku Workbench", { log: true });
  const disposables = createDisposables();
  disposables.add(log);
  try {
    return start(context, log, disposables);
  } catch (error) {
    disposables.dispose();
    // VS Code itself says nothing when an extension does not activate.
    const words = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(vscode.l10n.t("Heroku Workbench could not start: {0}", words));
    throw error;
  }
}

function start(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  disposables: Disposables,
): TestingApi | undefined {
  const contextKeys = createContextKeys(vscode.commands.executeCommand);
  const sandbox = createSandbox({ context, log, contextKeys });
  const sessions = createSessions({ context, log, disposables, offerSignIn, findSandbox: sandbox.find });
  const apps = createAppsView({ context, sessions, contextKeys, disposables, log });
  const services: Services = { context, log, sessions, apps };
  const languages = createLanguages(services, contextKeys, disposables);
  const local = createLocal({ context, log, contextKeys, disposables });

  resumeSandbox({ log, sessions, apps }, sandbox, disposables);
  const deployments = createLazyDeployments(disposables);
  registerAuthentication(sessions, disposables);
  followCli(sessions, log, disposables);
  tellEnds(sessions, disposables);
  watchSshRemotes(services, disposables);
  watchTransfers(services, apps, disposables);
  provideTasks(local.runs, { extensionPath: context.extensionPath, disposables });
  registerDebugType(services, local, disposables);
  registerCommands(services, disposables, {
    ...accountCommands(sessions),
    ...sandboxCommands(sandbox, sessions),
    ...appCommands(),
    ...treeCommands(apps),
    ...configCommands(createConfigRoom(services, disposables, languages), apps),
    ...processCommands(disposables),
    ...collaboratorCommands(),
    ...deployCommands(deployments),
    ...createCommands(deployments),
    ...logCommands(contextKeys, disposables),
    ...importCommands,
    ...linkCommands,
    ...infoCommands(services, disposables),
    ...lifecycleCommands,
    ...localCommands(local),
    ...languageCommands(languages),
  });

  resumeFirstDeploys(services, deployments, disposables);
  running = { disposables, languages, sandbox };
  log.info(`Heroku Workbench ${sessions.version} on VS Code ${vscode.version}`);
  return context.extensionMode === vscode.ExtensionMode.Test
    ? { services, sessions, languages, local, disposables, deactivate }
    : undefined;
}

export async function deactivate(): Promise<void> {
  const last = running;
  running = undefined;
  last?.disposables.dispose();
  await Promise.all([last?.languages.stop(), last?.sandbox.leave()]);
}
