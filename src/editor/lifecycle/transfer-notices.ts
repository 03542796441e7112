import * as vscode from "vscode";
import { explainInLine } from "../explanation.ts";
import { commands } from "../identifiers.ts";
import { showError } from "../messages.ts";
import type { Services } from "../services.ts";
import { type PendingTransfer, pendingTransfers } from "./pending-transfers.ts";

const memory = "herokuWorkbench.transfers.told";

/** Says once of every app that somebody offers, quietly. */
export async function noticeTransfers(services: Services): Promise<void> {
  const { globalState } = services.context;
  const pending = await pendingTransfers(services.sessions.all).catch((error) => {
    services.log.debug(`Transfers could not be listed: ${explainInLine(error)}`);
    return [];
  });
  const told = globalState.get<readonly string[]>(memory, []);
  const incoming = pending.filter(({ direction }) => direction === "incoming");
  const fresh = incoming.filter(({ transfer }) => !told.includes(transfer.id));
  if (fresh.length === 0) return;
  await globalState.update(memory, [...told.slice(-99), ...fresh.map(({ transfer }) => transfer.id)]);
  for (const one of fresh) void tell(services, one).catch((error) => showError(services, error));
}

async function tell(services: Services, pending: PendingTransfer): Promise<void> {
  const { app, owner } = pending.transfer;
  const accept = vscode.l10n.t("Accept");
  const decline = vscode.l10n.t("Decline");
  const all = vscode.l10n.t("Show Transfers");
  const text = vscode.l10n.t("{0} wants to transfer {1} to you.", owner.email, app.name);
  const chosen = await vscode.window.showInformationMessage(text, accept, decline, all);
  if (chosen === all) await vscode.commands.executeCommand(commands.appTransfers);
  if (chosen !== accept && chosen !== decline) return;
  const { settle } = await import("./transfers.ts");
  await settle(services, pending, chosen === accept ? "accept" : "decline");
}
