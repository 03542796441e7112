import * as vscode from "vscode";
import { lockedWords } from "../../dotenv/config-document.ts";
import { complaintAboutSize } from "../../dotenv/config-var-rules.ts";
import { inView } from "../commands/in-view.ts";
import { appOfTarget } from "../commands/pick-app.ts";
import { showDone } from "../messages.ts";
import type { AppTarget } from "../services.ts";
import { asTreeNode } from "../tree/nodes.ts";
import { type AppConfig, loadAppConfig, runningTypes } from "./app-config.ts";
import { askForName, askForValue, askWhetherEmpty } from "./ask-for-config-var.ts";
import { commitChange } from "./commit-change.ts";
import type { ConfigRoom } from "./config-room.ts";
import { restartWords } from "./words.ts";

/** Adds one config var to an app. */
export async function addConfigVar(room: ConfigRoom, target: unknown): Promise<void> {
  const chosen = await appOfTarget(room.services, target, { title: vscode.l10n.t("Add config var") });
  if (chosen === undefined) return;
  const config = await loadConfig(chosen);
  const key = await askForName(chosen.app.name, config.vars);
  const value = key && (await askForValueOf(chosen, config, key));
  if (key === undefined || value === undefined) return;
  if (value === "" && (await askWhetherEmpty(key, { isSet: false })) !== "empty") return;
  await setConfigVar(room, chosen, config, { key, value });
}

/** Gives one config var another value, or takes it away. */
export async function editConfigVar(room: ConfigRoom, target: unknown): Promise<void> {
  const chosen = await appOfTarget(room.services, target, { title: vscode.l10n.t("Edit config var") });
  if (chosen === undefined) return;
  const config = await loadConfig(chosen);
  const node = asTreeNode(target);
  const key = node?.kind === "configVar" ? node.key : await pickKey(chosen, config);
  if (key === undefined || isLocked(config, key)) return;
  if (/[\r\n]/.test(config.vars.get(key) ?? "")) {
    showDone(vscode.l10n.t("{0} has several lines: it is edited in the document of all config vars.", key));
    return (await room.files()).open(chosen);
  }
  const value = await askForValueOf(chosen, config, key);
  if (value === undefined) return;
  const wish = value === "" ? await askWhetherEmpty(key, { isSet: true }) : "empty";
  if (wish !== undefined) await setConfigVar(room, chosen, config, { key, value: wish === "remove" ? null : value });
}

/** One release; says what changed, never to what. `config` is what the person saw when they began. */
export async function setConfigVar(
  room: ConfigRoom,
  target: AppTarget,
  config: AppConfig,
  { key, value }: { readonly key: string; readonly value: string | null },
): Promise<void> {
  const ours = withValue(config, key, value);
  const outcome = await commitChange(room, target, { base: config.vars, ours, isReviewed: false });
  if (outcome.kind === "declined") return;
  const { name } = target.app;
  if (outcome.kind === "unchanged") {
    showDone(vscode.l10n.t("{0} of {1} has this value already.", key, name));
    return;
  }
  const restarts = restartWords(await runningTypes(target));
  showDone(
    value === null
      ? vscode.l10n.t("{0} is removed from {1}. {2}", key, name, restarts)
      : vscode.l10n.t("{0} is set on {1}. {2}", key, name, restarts),
  );
}

/** Says why, where an add-on sets the config var. */
export function isLocked({ owners }: AppConfig, key: string): boolean {
  const owner = owners.get(key);
  if (owner !== undefined) showDone(lockedWords(key, owner));
  return owner !== undefined;
}

function loadConfig(target: AppTarget): Promise<AppConfig> {
  const failure = vscode.l10n.t("The config vars of {0} could not be read", target.app.name);
  return inView(failure, () => loadAppConfig(target));
}

async function askForValueOf(target: AppTarget, config: AppConfig, key: string): Promise<string | undefined> {
  return askForValue({
    title: vscode.l10n.t("{0} of {1}", key, target.app.name),
    prompt: restartWords(await runningTypes(target)),
    value: config.vars.get(key) ?? "",
    complaint: (value) => complaintAboutSize(withValue(config, key, value)),
  });
}

function withValue({ vars }: AppConfig, key: string, value: string | null): Map<string, string> {
  const ours = new Map(vars);
  if (value === null) ours.delete(key);
  else ours.set(key, value);
  return ours;
}

async function pickKey({ app }: AppTarget, { vars, owners }: AppConfig): Promise<string | undefined> {
  if (vars.size === 0) showDone(vscode.l10n.t("{0} has no config vars.", app.name));
  if (vars.size === 0) return undefined;
  const items = [...vars.keys()].sort().map((label) => {
    const owner = owners.get(label);
    return owner === undefined ? { label } : { label, description: vscode.l10n.t("set by the add-on {0}", owner) };
  });
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t("Edit config var of {0}", app.name) }))
    ?.label;
}
