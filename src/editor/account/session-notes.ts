import * as vscode from "vscode";
import type { Session } from "../services.ts";
import { clockTime } from "../tree/since.ts";

/** Milliseconds before its end from which a sign-in is said to end. */
const nearEnd = 4 * 24 * 60 * 60_000;

/** What there is to know of a sign-in now: `no code until 10:31`, `sign-in ends in 2 days`. Mostly nothing. */
export function sessionNotes(session: Session, now = new Date()): readonly string[] {
  const until = session.secondFactorUntil();
  const end = endWords(session.endsAt, now);
  return [
    ...(until ? [vscode.l10n.t("no code until {0}", clockTime(until))] : []),
    ...(end === undefined ? [] : [end]),
  ];
}

export function isNearEnd({ endsAt }: Session, now = new Date()): boolean {
  return endsAt !== undefined && endsAt.getTime() - now.getTime() < nearEnd;
}

function endWords(endsAt: Date | undefined, now: Date): string | undefined {
  const left = endsAt && endsAt.getTime() - now.getTime();
  if (left === undefined || left >= nearEnd) return undefined;
  const hours = Math.floor(left / (60 * 60_000));
  if (hours < 1) return vscode.l10n.t("sign-in ends within the hour");
  if (hours < 48) return vscode.l10n.t("sign-in ends in {0} h", hours);
  return vscode.l10n.t("sign-in ends in {0} days", Math.floor(hours / 24));
}
