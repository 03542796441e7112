import * as vscode from "vscode";
import { monthlyPrice } from "../../advice/dyno-prices.ts";
import { listFormation, scale } from "../../heroku/resources/formation.ts";
import type { App, Formation } from "../../heroku/resources/types.ts";
import { showDone } from "../messages.ts";
import type { Services, Session } from "../services.ts";
import { asTreeNode } from "../tree/nodes.ts";
import { webFirst } from "../tree/web-first.ts";
import { confirm } from "./confirm.ts";
import { inView } from "./in-view.ts";
import { appOfTarget } from "./pick-app.ts";
import { complaintAboutQuantity, priceChange } from "./quantity.ts";

/** Sets how many dynos a process type has. */
export async function scaleProcess(services: Services, target: unknown): Promise<void> {
  const chosen = await appOfTarget(services, target, { title: vscode.l10n.t("Scale") });
  if (chosen === undefined) return;
  const { app, session } = chosen;
  const entry = await pickType(app, session, target);
  const quantity = entry && (await askForQuantity(app, entry, session));
  if (entry === undefined || quantity === undefined || quantity === entry.quantity) return;
  if (!(await isConfirmed(app, entry, quantity, session))) return;
  await inView(vscode.l10n.t("{0} of {1} could not be scaled", entry.type, app.name), () =>
    scale(session.client, app.id, [{ type: entry.type, quantity }]),
  );
  await services.apps.refresh(app);
  showDone(vscode.l10n.t("{0} of {1} now has {2}.", entry.type, app.name, dynosWords(quantity)));
}

async function pickType(app: App, { client }: Session, target: unknown): Promise<Formation | undefined> {
  const node = asTreeNode(target);
  const wanted = node?.kind === "process" ? node.type : undefined;
  const formation = await listFormation(client, app.id);
  if (formation.length === 0) {
    showDone(vscode.l10n.t("{0} has no process types yet. Deploy to it first.", app.name));
    return undefined;
  }
  const only = formation.length === 1 ? formation[0] : undefined;
  const known = wanted === undefined ? only : formation.find(({ type }) => type === wanted);
  return known ?? askForType(app, formation);
}

async function askForType(app: App, formation: readonly Formation[]): Promise<Formation | undefined> {
  const sorted = [...formation].sort((a, b) => webFirst(a.type, b.type));
  const items = sorted.map((entry) => ({
    label: entry.type,
    description: `×${entry.quantity} ${entry.size}`,
    detail: entry.command,
    entry,
  }));
  const title = vscode.l10n.t("Scale {0}", app.name);
  const placeHolder = vscode.l10n.t("Choose a process type");
  return (await vscode.window.showQuickPick(items, { title, placeHolder }))?.entry;
}

async function askForQuantity(app: App, entry: Formation, { isSandbox }: Session): Promise<number | undefined> {
  const price = isSandbox ? undefined : monthlyPrice(entry.size, 1);
  const cost =
    price === undefined ? "" : ` ${vscode.l10n.t("One {0} dyno costs {1} a month.", entry.size, `$${price}`)}`;
  const answer = await vscode.window.showInputBox({
    title: vscode.l10n.t("Scale {0} of {1}", entry.type, app.name),
    prompt: `${vscode.l10n.t("How many dynos? 0 stops this process type.")}${cost}`,
    value: String(entry.quantity),
    valueSelection: [0, String(entry.quantity).length],
    validateInput: complaintAboutQuantity,
  });
  return answer === undefined ? undefined : Number(answer.trim());
}

/** More dynos cost more, none at all interrupt whoever uses the app; the sandbox does neither. */
async function isConfirmed(app: App, entry: Formation, quantity: number, session: Session): Promise<boolean> {
  if (session.isSandbox || (quantity < entry.quantity && quantity > 0)) return true;
  const change = vscode.l10n.t("From {0} to {1} {2} dynos.", entry.quantity, quantity, entry.size);
  return confirm("scale", {
    question: vscode.l10n.t("Scale {0} of {1}?", entry.type, app.name),
    detail: `${change} ${priceChange(entry.size, entry.quantity, quantity)}`,
    yes: vscode.l10n.t("Scale"),
  });
}

function dynosWords(quantity: number): string {
  if (quantity === 0) return vscode.l10n.t("no dynos");
  return quantity === 1 ? vscode.l10n.t("1 dyno") : vscode.l10n.t("{0} dynos", quantity);
}
