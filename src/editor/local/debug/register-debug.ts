import * as vscode from "vscode";
import type { Disposables } from "../../disposables.ts";
import { localType } from "../../identifiers.ts";
import { showError } from "../../messages.ts";
import type { Services } from "../../services.ts";
import type { Local } from "../local.ts";
import type { UnderWay } from "./debugging.ts";

/** The debug type `heroku-local`: each configuration of it becomes one of the debugger of the process's language. */
export function registerDebugType(
  { context, log }: Pick<Services, "context" | "log">,
  local: Local,
  disposables: Disposables,
): void {
  const underWay: UnderWay = new Map();
  disposables.add({ dispose: () => [...underWay.values()].map((one) => one.end()) });
  const offered: vscode.DebugConfigurationProvider = {
    async provideDebugConfigurations() {
      const { configurationsOf } = await import("./debug-configurations.ts");
      return (await local.runs.procfiles()).flatMap(configurationsOf);
    },
  };
  const resolving: vscode.DebugConfigurationProvider = {
    ...offered,
    async resolveDebugConfiguration(folder, configuration, token) {
      const { extensionPath } = context;
      try {
        const { resolveConfiguration } = await import("./debug-process.ts");
        return await resolveConfiguration(local, configuration, { extensionPath, folder, token, underWay });
      } catch (error) {
        showError({ log }, error);
        return undefined;
      }
    },
  };
  const { Dynamic, Initial } = vscode.DebugConfigurationProviderTriggerKind;
  disposables.add(vscode.debug.registerDebugConfigurationProvider(localType, offered, Dynamic));
  disposables.add(vscode.debug.registerDebugConfigurationProvider(localType, resolving, Initial));
}
