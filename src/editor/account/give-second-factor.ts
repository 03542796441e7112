import * as vscode from "vscode";
import { showDone } from "../messages.ts";
import { clockTime } from "../tree/since.ts";
import type { AccountSessions } from "./sessions.ts";

/** Asks for a code before the platform does, so that what follows in the next half hour needs none. */
export async function giveSecondFactor(sessions: AccountSessions): Promise<void> {
  const session = await sessions.require();
  if (session === undefined || !(await session.client.secondFactor?.give())) return;
  const until = session.secondFactorUntil();
  if (until === undefined) return;
  const { email } = session.account;
  showDone(vscode.l10n.t("{0} needs no other code until {1}.", email, clockTime(until)));
}
