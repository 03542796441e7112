import * as vscode from "vscode";
import { inView } from "../commands/in-view.ts";
import { appOfTarget, pickApp } from "../commands/pick-app.ts";
import type { AppTarget } from "../services.ts";
import { asTreeNode } from "../tree/nodes.ts";
import { type AppConfig, loadAppConfig } from "./app-config.ts";
import { chooseEnvFile } from "./choose-env-file.ts";
import type { ConfigRoom } from "./config-room.ts";
import { transfer } from "./push.ts";

/** An app beside a .env file: names, and whether the values are the same. */
export async function compareWithEnvFile(room: ConfigRoom, target: unknown): Promise<void> {
  const title = vscode.l10n.t("Compare config vars with .env");
  const file = await chooseEnvFile(target, { title, mustExist: true });
  const chosen = file && (await appOfTarget(room.services, target, { title }));
  if (file === undefined || chosen === undefined) return;
  const { vars } = await load(chosen);
  await (await room.differences()).show({ name: chosen.app.name, vars }, { name: file.name, vars: file.vars });
}

export async function compareApps(room: ConfigRoom, target: unknown): Promise<void> {
  const title = vscode.l10n.t("Compare config vars of two apps");
  const one = await appOfTarget(room.services, target, { title });
  const other = one && (await pickOther(room, one, title));
  if (one === undefined || other === undefined) return;
  const [left, right] = await Promise.all([load(one), load(other)]);
  const differences = await room.differences();
  await differences.show({ name: one.app.name, vars: left.vars }, { name: other.app.name, vars: right.vars });
}

/** From a row of one config var that one, else what the person ticks. */
export async function copyToApp(room: ConfigRoom, target: unknown, selection: unknown): Promise<void> {
  const title = vscode.l10n.t("Copy config vars to another app");
  const from = await appOfTarget(room.services, target, { title });
  const to = from && (await pickOther(room, from, title));
  if (from === undefined || to === undefined) return;
  const { vars, owners } = await load(from);
  const rows = Array.isArray(selection) && selection.length > 0 ? selection : [target];
  const keys = rows.map(asTreeNode).flatMap((node) => (node?.kind === "configVar" ? [node.key] : []));
  const wanted = keys.length > 0 ? new Set(keys) : undefined;
  await transfer(room, { from: vars, owners, name: from.app.name, to, wanted });
}

async function pickOther({ services }: ConfigRoom, one: AppTarget, title: string): Promise<AppTarget | undefined> {
  const placeholder = vscode.l10n.t("The other app, beside {0}", one.app.name);
  return pickApp(services, { title, placeholder, except: one });
}

function load(target: AppTarget): Promise<AppConfig> {
  const failure = vscode.l10n.t("The config vars of {0} could not be read", target.app.name);
  return inView(failure, () => loadAppConfig(target));
}
