import * as vscode from "vscode";
import { appNameProblem } from "../deploy/app-name.ts";
import { isNameTaken } from "../name-availability.ts";
import type { Session } from "../services.ts";
import { type Answer, askText, type Place, type Verdict } from "../steps.ts";

/** A name that the platform has refused, and why. */
export interface Refused {
  readonly name: string;
  readonly words: string;
}

/** Asks for the name of a new app; says while it is typed whether it will do and is free. */
export function askName(
  session: Session,
  place: Place,
  { value, refused }: { readonly value: string; readonly refused?: Refused | undefined },
): Promise<Answer<string>> {
  return askText(place, {
    prompt: vscode.l10n.t("Name of the app. It is part of its address; leave it empty for a random one."),
    placeholder: vscode.l10n.t("random name"),
    value,
    complaint: (name) => (name === refused?.name ? refused.words : appNameProblem(name)),
    check: (name, signal) => availability(session, name, signal),
  });
}

async function availability({ client }: Session, name: string, signal: AbortSignal): Promise<Verdict> {
  const isTaken = await isNameTaken(client, name, signal);
  if (isTaken === undefined) return { kind: "unknown" };
  return isTaken
    ? { kind: "bad", words: vscode.l10n.t("An app is called {0} already.", name) }
    : { kind: "good", words: vscode.l10n.t("{0} seems to be free.", name) };
}
