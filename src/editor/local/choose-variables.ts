import * as vscode from "vscode";
import { isConfirmationSkipped } from "../commands/confirm.ts";
import { inView } from "../commands/in-view.ts";
import { appOfTarget } from "../commands/pick-app.ts";
import { loadAppConfig } from "../config/app-config.ts";
import type { AppTarget, Services } from "../services.ts";
import { isProduction } from "./app-stage.ts";
import { type AppVariables, sortVariables } from "./app-variables.ts";

export interface ChosenVariables {
  readonly app: string;
  /** Never to be shown, logged or stored. */
  readonly values: Readonly<Record<string, string>>;
  readonly leftOut: readonly string[];
}

export interface VariableQuestion {
  readonly title: string;
  /** The button: `Start`. */
  readonly go: string;
}

/**
 * Config vars of the app that the person chooses, for something that runs on this machine. Undefined when they decline.
 * Those that lead to data are taken along only when the person says so.
 */
export async function chooseVariables(
  services: Services,
  target: unknown,
  question: VariableQuestion,
): Promise<ChosenVariables | undefined> {
  const chosen = await appOfTarget(services, target, { title: question.title });
  if (chosen === undefined) return undefined;
  const failure = vscode.l10n.t("The config vars of {0} could not be read", chosen.app.name);
  const [{ vars, owners }, isLive] = await inView(failure, () =>
    Promise.all([loadAppConfig(chosen), isProduction(chosen)]),
  );
  return askAbout(chosen, { variables: sortVariables(vars, owners), isLive, go: question.go });
}

interface Found {
  readonly variables: AppVariables;
  readonly isLive: boolean;
  readonly go: string;
}

async function askAbout({ app }: AppTarget, { variables, isLive, go }: Found): Promise<ChosenVariables | undefined> {
  const { plain, data, origins } = variables;
  const without: ChosenVariables = { app: app.name, values: plain, leftOut: [...origins.keys()] };
  if ((origins.size === 0 && !isLive) || isConfirmationSkipped("localConfig")) return without;
  const leaveOut = origins.size === 0 ? go : vscode.l10n.t("{0} Without These", go);
  const takeAll = vscode.l10n.t("{0} With All", go);
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t("Use the config vars of {0} on this machine?", app.name),
    { modal: true, detail: detailOf(app.name, origins, isLive) },
    ...(origins.size === 0 ? [leaveOut] : [leaveOut, takeAll]),
  );
  if (chosen === undefined) return undefined;
  return chosen === takeAll ? { app: app.name, values: { ...plain, ...data }, leftOut: [] } : without;
}

function detailOf(app: string, origins: AppVariables["origins"], isLive: boolean): string {
  const names = [...origins].map(([key, addon]) => (addon === undefined ? `• ${key}` : `• ${key} (${addon})`));
  return [
    isLive ? vscode.l10n.t("{0} is in production: people depend on it.", app) : "",
    names.length === 0
      ? ""
      : [vscode.l10n.t("With these, what runs here reads and changes the app's own data:"), ...names].join("\n"),
    vscode.l10n.t("What is used stays in memory, wins over .env, and is written to no file."),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}
