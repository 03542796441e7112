import * as vscode from "vscode";
import { isRefused } from "../languages/only-trusted.ts";
import { showDone } from "../messages.ts";
import type { Services } from "../services.ts";
import { chooseProcfile } from "./choose-local.ts";
import { chooseVariables } from "./choose-variables.ts";
import type { LocalRuns } from "./local-runs.ts";
import { stopAfterAsking } from "./traffic.ts";

/** Starts a Procfile with the config vars of an app, which stay in memory. */
export async function startWithVariables(services: Services, runs: LocalRuns, target: unknown): Promise<void> {
  if (isRefused(vscode.l10n.t("run"))) return;
  const procfile = await chooseProcfile({ runs }, target, {
    title: vscode.l10n.t("Start the processes of a Procfile"),
  });
  if (procfile === undefined) return;
  const title = vscode.l10n.t("Start {0} with the config vars of", procfile.label);
  const variables = await chooseVariables(services, target, { title, go: vscode.l10n.t("Start") });
  if (variables === undefined) return;
  const run = runs.runOf(procfile.file);
  const words = {
    question: vscode.l10n.t("Restart {0} with the config vars of {1}?", procfile.label, variables.app),
    detail: vscode.l10n.t("Its processes run already. They are stopped and started again."),
    yes: vscode.l10n.t("Restart"),
  };
  if (run !== undefined && !(await stopAfterAsking(run, words))) return;
  if ((await runs.start({ procfile, configVars: variables.values, replaces: run })) === undefined) return;
  const count = Object.keys(variables.values).length;
  showDone(
    variables.leftOut.length === 0
      ? vscode.l10n.t("{0} runs with {1} config vars of {2}.", procfile.label, count, variables.app)
      : vscode.l10n.t(
          "{0} runs with {1} config vars of {2}, without {3}.",
          procfile.label,
          count,
          variables.app,
          variables.leftOut.join(", "),
        ),
  );
}
