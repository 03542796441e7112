import { type AppTransfer, listTransfers } from "../../heroku/resources/transfers.ts";
import type { Session } from "../services.ts";

/** A transfer that waits for an answer, as one account sees it. */
export interface PendingTransfer {
  readonly transfer: AppTransfer;
  readonly session: Session;
  /** `incoming`: this account is asked. */
  readonly direction: "incoming" | "outgoing";
}

/** Of all signed-in accounts, incoming ones first. */
export async function pendingTransfers(sessions: readonly Session[]): Promise<PendingTransfer[]> {
  const all = await Promise.all(
    sessions.map(async (session) => pendingOf(session, await listTransfers(session.client))),
  );
  return all.flat().sort((a, b) => rank(a) - rank(b));
}

export function pendingOf(session: Session, transfers: readonly AppTransfer[]): PendingTransfer[] {
  const { id, email } = session.account;
  return transfers
    .filter(({ state }) => state === "pending")
    .map((transfer) => {
      const { recipient } = transfer;
      const isIncoming = recipient.id === id || recipient.email === email;
      return { transfer, session, direction: isIncoming ? "incoming" : "outgoing" };
    });
}

function rank({ direction }: PendingTransfer): number {
  return direction === "incoming" ? 0 : 1;
}
