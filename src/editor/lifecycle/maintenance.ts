import * as vscode from "vscode";
import { updateApp } from "../../heroku/resources/apps.ts";
import { getConfigVars } from "../../heroku/resources/config-vars.ts";
import { confirm } from "../commands/confirm.ts";
import { appOfTarget } from "../commands/pick-app.ts";
import { explainInLine } from "../explanation.ts";
import { commands } from "../identifiers.ts";
import { listed } from "../link/open-repositories.ts";
import { showDone } from "../messages.ts";
import type { AppTarget, Services } from "../services.ts";
import { rowOfApp, selectedNodes } from "../tree/nodes.ts";
import { asOwner } from "./as-owner.ts";

/** Maintenance mode on or off, for the rows that are selected or for one app. */
export async function setMaintenance(services: Services, target: unknown, rows: unknown, isOn: boolean): Promise<void> {
  const all = await targetsOf(services, target, rows, isOn);
  const affected = all.filter(({ app }) => app.maintenance !== isOn);
  if (all.length > 0 && affected.length === 0) return explainNothing(all, isOn);
  if (affected.length === 0 || (isOn && !(await isConfirmed(affected)))) return;
  const failed = await change(affected, isOn);
  await services.apps.refresh(affected.length === 1 ? affected[0]?.app : undefined);
  const done = affected.filter((it) => !failed.has(it));
  if (done.length > 0) tell(done, isOn);
  const [first] = failed.values();
  if (first !== undefined) throw first;
}

async function targetsOf(services: Services, target: unknown, rows: unknown, isOn: boolean): Promise<AppTarget[]> {
  const title = isOn ? vscode.l10n.t("Turn on maintenance mode") : vscode.l10n.t("Turn off maintenance mode");
  const nodes = selectedNodes(target, rows).filter(({ kind }) => kind === "app");
  if (nodes.length < 2) {
    const chosen = await appOfTarget(services, target, { title });
    return chosen === undefined ? [] : [chosen];
  }
  const found: AppTarget[] = [];
  for (const node of nodes) {
    const chosen = await appOfTarget(services, node, { title });
    // The same app may have a row in several groups.
    if (chosen && !found.some(({ app }) => app.id === chosen.app.id)) found.push(chosen);
  }
  return found;
}

function explainNothing(all: readonly AppTarget[], isOn: boolean): void {
  const names = listed(all.map(({ app }) => app.name));
  showDone(
    isOn
      ? vscode.l10n.t("Maintenance mode is on already for {0}.", names)
      : vscode.l10n.t("Maintenance mode is off already for {0}.", names),
  );
}

async function isConfirmed(affected: readonly AppTarget[]): Promise<boolean> {
  if (affected.every(({ session }) => session.isSandbox)) return true;
  const names = listed(affected.map(({ app }) => app.name));
  return confirm("maintenance", {
    question: vscode.l10n.t("Turn on maintenance mode of {0}?", names),
    detail: `${await whatVisitorsSee(affected)} ${vscode.l10n.t("Dynos go on running, workers and jobs too.")}`,
    yes: vscode.l10n.t("Turn On"),
  });
}

/** A page of one's own is named by a config var (Dev Center: error-pages). */
async function whatVisitorsSee([only, ...others]: readonly AppTarget[]): Promise<string> {
  const general = vscode.l10n.t("Visitors get a maintenance page with status 503 instead of the app.");
  if (only === undefined || others.length > 0) return general;
  const configVars = await getConfigVars(only.session.client, only.app.id).catch(() => ({}));
  return "MAINTENANCE_PAGE_URL" in configVars
    ? vscode.l10n.t("Visitors get the page that MAINTENANCE_PAGE_URL names, with status 503, instead of the app.")
    : vscode.l10n.t("Visitors get Heroku's own maintenance page with status 503 instead of the app.");
}

/** Each on its own: one that is refused does not keep the others from it. */
async function change(affected: readonly AppTarget[], isOn: boolean): Promise<Map<AppTarget, unknown>> {
  const failed = new Map<AppTarget, unknown>();
  await Promise.all(
    affected.map(async (target) => {
      const { app, session } = target;
      const failure = isOn
        ? vscode.l10n.t("Maintenance mode of {0} could not be turned on", app.name)
        : vscode.l10n.t("Maintenance mode of {0} could not be turned off", app.name);
      try {
        await asOwner(failure, target, () => updateApp(session.client, app.id, { maintenance: isOn }));
      } catch (error) {
        failed.set(target, error);
      }
    }),
  );
  if (failed.size < 2) return failed;
  // All reasons in one message.
  const reasons = [...failed.values()].map(explainInLine).join(" ");
  return new Map([...failed.keys()].map((key) => [key, new Error(reasons)]));
}

function tell(done: readonly AppTarget[], isOn: boolean): void {
  const names = listed(done.map(({ app }) => app.name));
  if (!isOn) {
    showDone(vscode.l10n.t("Maintenance mode is off for {0}: visitors get the app again.", names), ...openIfOne(done));
    return;
  }
  showDone(vscode.l10n.t("Maintenance mode is on for {0}: visitors get status 503.", names), {
    title: vscode.l10n.t("Turn Off"),
    command: commands.maintenanceOff,
    arguments: rowsFor(done),
  });
}

function openIfOne(done: readonly AppTarget[]) {
  const [only, ...others] = done;
  if (only === undefined || others.length > 0) return [];
  return [{ title: vscode.l10n.t("Open App"), command: commands.openApp, arguments: [rowOfApp(only)] }];
}

/** `(row, rows)`, as a command of the tree is called. */
function rowsFor(done: readonly AppTarget[]): readonly unknown[] {
  const rows = done.map(rowOfApp);
  return [rows[0], rows];
}
