import * as vscode from "vscode";
import type { SecondFactorQuestion } from "../../heroku/second-factor.ts";

/** Asks for a code of the second factor, which is kept nowhere. Undefined when the person closes the box. */
export function askForCode(question: SecondFactorQuestion, email: string): Promise<string | undefined> {
  const { app, complaint, signal } = question;
  const input = vscode.window.createInputBox();
  Object.assign(input, {
    title: vscode.l10n.t("Second factor of {0}", email),
    prompt: promptFor(app),
    placeholder: "123456",
    password: true,
    ignoreFocusOut: true,
    validationMessage: complaint,
  });
  return new Promise<string | undefined>((resolve) => {
    input.onDidAccept(() => {
      if (input.value.trim() !== "") resolve(input.value);
      else input.validationMessage = vscode.l10n.t("Type the code first.");
    });
    input.onDidChangeValue(() => {
      input.validationMessage = undefined;
    });
    input.onDidHide(() => resolve(undefined));
    signal.addEventListener("abort", () => resolve(undefined), { once: true });
    input.show();
  }).finally(() => input.dispose());
}

function promptFor(app: string | undefined): string {
  if (app === undefined) return vscode.l10n.t("A code from your authenticator. No other is asked for in half an hour.");
  return vscode.l10n.t("A code from your authenticator, to change {0}. It holds a few minutes, for this app.", app);
}
