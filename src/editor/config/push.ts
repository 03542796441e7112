import * as vscode from "vscode";
import type { Owners } from "../../dotenv/config-document.ts";
import { complaintAboutName } from "../../dotenv/config-var-rules.ts";
import { type ConfigVars, type ConfigVarsDiff, diffConfigVars, isEmptyDiff, patchOf } from "../../dotenv/diff.ts";
import { inView } from "../commands/in-view.ts";
import { appOfTarget } from "../commands/pick-app.ts";
import { showDone } from "../messages.ts";
import type { AppTarget } from "../services.ts";
import { type AppConfig, loadAppConfig, runningTypes } from "./app-config.ts";
import { chooseEnvFile } from "./choose-env-file.ts";
import { chooseKeys } from "./choose-keys.ts";
import { commitChange } from "./commit-change.ts";
import type { ConfigRoom } from "./config-room.ts";
import { keysOf } from "./save-config.ts";
import { countWords, listWords, restartWords } from "./words.ts";

/** Sends what a .env file says to an app: the keys that the person ticks, as one release. */
export async function pushEnvFile(room: ConfigRoom, target: unknown): Promise<void> {
  const title = vscode.l10n.t("Push .env to config vars");
  const file = await chooseEnvFile(target, { title, mustExist: true });
  if (file === undefined) return;
  if (file.openQuote !== undefined) {
    showDone(vscode.l10n.t("{0} cannot be read: the quote in line {1} has no end.", file.name, file.openQuote));
    return;
  }
  const chosen = await appOfTarget(room.services, target, { title });
  if (chosen === undefined) return;
  if (file.strange.length > 0) {
    showDone(vscode.l10n.t("No names of config vars, and left out: {0}", listWords(file.strange)));
  }
  await transfer(room, { from: file.vars, owners: new Map(), name: file.name, to: chosen });
}

export interface Transfer {
  readonly from: ConfigVars;
  /** Of the source. */
  readonly owners: Owners;
  /** Of the source, in words. */
  readonly name: string;
  readonly to: AppTarget;
  readonly wanted?: ReadonlySet<string> | undefined;
}

/** Lets the person choose what goes from one side to an app, and sends it. What add-ons set there is left out. */
export async function transfer(room: ConfigRoom, { from, owners, name, to, wanted }: Transfer): Promise<void> {
  const { app } = to;
  const failure = vscode.l10n.t("The config vars of {0} could not be read", app.name);
  const config = await inView(failure, () => loadAppConfig(to));
  const diff = withoutLocked(diffConfigVars(config.vars, from), config);
  if (isEmptyDiff(diff)) {
    showDone(vscode.l10n.t("{0} and {1} have the same config vars.", app.name, name));
    return;
  }
  const chosen = await chooseKeys({
    title: vscode.l10n.t("Push from {0} to {1}", name, app.name),
    placeholder: vscode.l10n.t("Choose what {0} is given", app.name),
    diff,
    owners,
    wanted,
  });
  if (chosen === undefined || isEmptyDiff(chosen)) return;
  const outcome = await commitChange(room, to, {
    base: config.vars,
    ours: applied(config.vars, chosen),
    isReviewed: true,
  });
  if (outcome.kind !== "saved") return;
  const restarts = restartWords(await runningTypes(to));
  showDone(vscode.l10n.t("Set {0} of {1}. {2}", countWords(keysOf(outcome.diff)), app.name, restarts));
}

function applied(vars: ConfigVars, diff: ConfigVarsDiff): Map<string, string> {
  const after = new Map(vars);
  for (const [key, value] of Object.entries(patchOf(diff))) {
    if (value === null) after.delete(key);
    else after.set(key, value);
  }
  return after;
}

/** Nor names that Heroku takes from nobody. */
function withoutLocked({ added, changed, removed, unchanged }: ConfigVarsDiff, { owners }: AppConfig): ConfigVarsDiff {
  const free = <T extends { readonly key: string }>(all: readonly T[]): T[] =>
    all.filter(({ key }) => !owners.has(key));
  const allowed = free(added).filter(({ key }) => complaintAboutName(key)?.severity !== "error");
  return { added: allowed, changed: free(changed), removed: free(removed), unchanged };
}
