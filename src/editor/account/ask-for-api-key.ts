import * as vscode from "vscode";
import type { HerokuHost } from "../../heroku/host.ts";
import { explainInLine, isCancelling, isUnauthorized } from "../explanation.ts";
import type { StoredAccount } from "./choice.ts";
import { checkAccount, connect } from "./connect.ts";

const accountSettings = "https://dashboard.heroku.com/account";

/** Asks for an API key and checks it while the box is open. Undefined when the person closes it. */
export function askForApiKey(host: HerokuHost, version: string): Promise<StoredAccount | undefined> {
  const input = createInput(host);
  const aborter = new AbortController();
  return new Promise((resolve) => {
    const accept = async (): Promise<void> => {
      const token = input.value.trim();
      const complaint = complaintAbout(token);
      if (complaint !== undefined) return say(input, complaint);
      input.busy = true;
      input.enabled = false;
      say(input, vscode.l10n.t("Asking {0}…", new URL(host.apiUrl).host), vscode.InputBoxValidationSeverity.Info);
      try {
        const account = await checkAccount(connect({ apiUrl: host.apiUrl, token, version }), aborter.signal);
        resolve({ apiUrl: host.apiUrl, gitUrl: host.gitUrl, token, account });
        input.hide();
      } catch (error) {
        if (!isCancelling(error)) say(input, refusal(error, host));
      } finally {
        input.busy = false;
        input.enabled = true;
      }
    };
    input.onDidAccept(() => void accept());
    input.onDidChangeValue(() => {
      input.validationMessage = undefined;
    });
    input.onDidTriggerButton(() => void vscode.env.openExternal(vscode.Uri.parse(accountSettings)));
    input.onDidHide(() => {
      aborter.abort();
      input.dispose();
      resolve(undefined);
    });
    input.show();
  });
}

function createInput(host: HerokuHost): vscode.InputBox {
  const input = vscode.window.createInputBox();
  input.title = vscode.l10n.t("Sign in to Heroku");
  input.prompt = vscode.l10n.t(
    "Paste an API key for {0}. It is kept in the editor's secret storage.",
    new URL(host.apiUrl).host,
  );
  input.placeholder = vscode.l10n.t("API key");
  input.password = true;
  input.ignoreFocusOut = true;
  input.buttons = [
    { iconPath: new vscode.ThemeIcon("link-external"), tooltip: vscode.l10n.t("Find your API key on Heroku") },
  ];
  return input;
}

function complaintAbout(token: string): string | undefined {
  if (token === "") return vscode.l10n.t("Paste the API key first.");
  return /^[\x21-\x7e]+$/.test(token) ? undefined : vscode.l10n.t("An API key has no spaces or special characters.");
}

function refusal(error: unknown, host: HerokuHost): string {
  if (!isUnauthorized(error)) return explainInLine(error);
  return vscode.l10n.t("{0} does not accept this API key.", new URL(host.apiUrl).host);
}

function say(input: vscode.InputBox, message: string, severity = vscode.InputBoxValidationSeverity.Error): void {
  input.validationMessage = { message, severity };
}
