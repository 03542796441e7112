import * as vscode from "vscode";
import { explain, type Remedy, withoutLinks } from "./explanation.ts";
import { commands } from "./identifiers.ts";
import type { Services } from "./services.ts";

/** The one place where an error becomes a message. Cancelling is never shown. */
export function showError({ log }: Pick<Services, "log">, error: unknown): void {
  const explanation = explain(error);
  if (explanation === undefined) return;
  log.error(logText(error));
  const titles = explanation.remedies.map((remedy) => remedyTitles[remedy]);
  void vscode.window.showErrorMessage(withoutLinks(explanation.text), ...titles).then((chosen) => {
    const remedy = explanation.remedies.find((it) => remedyTitles[it] === chosen);
    return remedy && vscode.commands.executeCommand(remedyCommands[remedy]);
  });
}

export interface NextAction {
  readonly title: string;
  readonly command: string;
  readonly arguments?: readonly unknown[];
}

/** One quiet message after success, with what people tend to do next. */
export function showDone(text: string, ...next: readonly NextAction[]): void {
  void vscode.window.showInformationMessage(withoutLinks(text), ...next.map(({ title }) => title)).then((chosen) => {
    const action = next.find(({ title }) => title === chosen);
    return action && vscode.commands.executeCommand(action.command, ...(action.arguments ?? []));
  });
}

const remedyTitles: Readonly<Record<Remedy, string>> = {
  "give-second-factor": vscode.l10n.t("Enter Code…"),
  "sign-in": vscode.l10n.t("Sign In…"),
  "start-sandbox": vscode.l10n.t("Start Local Sandbox"),
  "show-log": vscode.l10n.t("Show Log"),
};

const remedyCommands: Readonly<Record<Remedy, string>> = {
  "give-second-factor": commands.giveSecondFactor,
  "sign-in": commands.signIn,
  "start-sandbox": commands.startSandbox,
  "show-log": commands.showLog,
};

/** With the call and its request id, for Heroku's support; what threw it, when it is a fault of ours. */
function logText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? error.cause : error;
  const facts = ["request", "status", "id", "requestId", "code"].flatMap((name) => {
    const value: unknown = Object.getOwnPropertyDescriptor(cause, name)?.value;
    return value === undefined ? [] : [`${name}=${String(value)}`];
  });
  return facts.length > 0 ? `${error.message} (${facts.join(", ")})` : (cause.stack ?? error.message);
}
