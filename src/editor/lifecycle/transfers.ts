import * as vscode from "vscode";
import { answerTransfer, cancelTransfer } from "../../heroku/resources/transfers.ts";
import { inView } from "../commands/in-view.ts";
import { commands } from "../identifiers.ts";
import { showDone } from "../messages.ts";
import type { Services } from "../services.ts";
import { rowOfApp } from "../tree/nodes.ts";
import { since } from "../tree/since.ts";
import { type PendingTransfer, pendingTransfers } from "./pending-transfers.ts";

export type TransferAnswer = "accept" | "cancel" | "decline";

/** **Transfers…**: those that wait for an answer, incoming and outgoing, to be accepted, declined or cancelled. */
export async function showTransfers(services: Services): Promise<void> {
  if ((await services.sessions.requireAny()) === undefined) return;
  const pending = await inView(vscode.l10n.t("Transfers could not be listed"), () =>
    pendingTransfers(services.sessions.all),
  );
  if (pending.length === 0) return showDone(vscode.l10n.t("No transfer waits for an answer."));
  const chosen = await vscode.window.showQuickPick(pending.map(toItem), {
    title: vscode.l10n.t("Transfers that wait for an answer"),
    placeHolder: vscode.l10n.t("Choose a transfer"),
    matchOnDescription: true,
  });
  const answer = chosen && (await chooseAnswer(chosen.pending));
  if (chosen && answer) await settle(services, chosen.pending, answer);
}

/** Does what the person decided, and says what that means. */
export async function settle(services: Services, pending: PendingTransfer, answer: TransferAnswer): Promise<void> {
  const { transfer, session } = pending;
  const { id, app } = transfer;
  await inView(vscode.l10n.t("The transfer of {0} could not be settled", app.name), async () => {
    if (answer === "cancel") await cancelTransfer(session.client, id);
    else await answerTransfer(session.client, id, answer === "accept" ? "accepted" : "declined");
  });
  await services.apps.refresh();
  if (answer === "accept") {
    const next = {
      title: vscode.l10n.t("App Info"),
      command: commands.appInfo,
      arguments: [rowOfApp({ app, session })],
    };
    showDone(vscode.l10n.t("{0} is yours now.", app.name), next);
  } else if (answer === "decline") {
    showDone(vscode.l10n.t("Declined: {0} stays with {1}.", app.name, transfer.owner.email));
  } else showDone(vscode.l10n.t("{0} stays yours: the transfer is cancelled.", app.name));
}

function toItem(pending: PendingTransfer) {
  const { transfer, direction } = pending;
  const age = since(transfer.created_at, new Date());
  const description =
    direction === "incoming"
      ? vscode.l10n.t("offered to you by {0}", transfer.owner.email)
      : vscode.l10n.t("offered to {0}", transfer.recipient.email);
  const icon = direction === "incoming" ? "arrow-down" : "arrow-up";
  return { label: `$(${icon}) ${transfer.app.name}`, description: `${description} · ${age}`, pending };
}

interface AnswerItem extends vscode.QuickPickItem {
  readonly answer: TransferAnswer;
}

async function chooseAnswer({ transfer, direction }: PendingTransfer): Promise<TransferAnswer | undefined> {
  const incoming: readonly AnswerItem[] = [
    {
      label: vscode.l10n.t("$(check) Accept"),
      detail: vscode.l10n.t("The app is yours, and its costs"),
      answer: "accept",
    },
    {
      label: vscode.l10n.t("$(close) Decline"),
      detail: vscode.l10n.t("It stays with {0}", transfer.owner.email),
      answer: "decline",
    },
  ];
  const outgoing: readonly AnswerItem[] = [
    {
      label: vscode.l10n.t("$(discard) Cancel the transfer"),
      detail: vscode.l10n.t("The app stays yours"),
      answer: "cancel",
    },
  ];
  const items = direction === "incoming" ? incoming : outgoing;
  return (await vscode.window.showQuickPick(items, { title: transfer.app.name }))?.answer;
}
