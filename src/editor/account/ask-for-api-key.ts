import * as vscode from "vscode";
import { explainInLine, isCancelling, isUnauthorized } from "../explanation.ts";
import { askAndCheck, type Checked } from "./ask-and-check.ts";
import type { StoredAccount } from "./choice.ts";
import { accountOfToken, type SignInContext } from "./sign-in-way.ts";

const accountSettings = "https://dashboard.heroku.com/account";

/** Asks for an API key and checks it while the box is open. Undefined when the person closes it. */
export function askForApiKey(context: SignInContext): Promise<StoredAccount | undefined> {
  const { host } = new URL(context.host.apiUrl);
  return askAndCheck<StoredAccount>({
    title: vscode.l10n.t("Sign in to Heroku"),
    prompt: vscode.l10n.t("Paste an API key for {0}. It is kept in the editor's secret storage.", host),
    placeholder: vscode.l10n.t("API key"),
    isSecret: true,
    busy: vscode.l10n.t("Asking {0}…", host),
    help: { title: vscode.l10n.t("Find your API key on Heroku"), url: accountSettings },
    check: (token, signal) => checkKey(context, token.trim(), signal),
  });
}

/** Whose key it is, or why it is not taken. */
export async function checkKey(
  context: SignInContext,
  token: string,
  signal: AbortSignal,
): Promise<Checked<StoredAccount>> {
  const complaint = complaintAbout(token);
  if (complaint !== undefined) return { kind: "refused", complaint };
  try {
    return { kind: "taken", result: await accountOfToken(context, token, "api-key", signal) };
  } catch (error) {
    if (isCancelling(error)) throw error;
    if (!isUnauthorized(error)) return { kind: "refused", complaint: explainInLine(error) };
    const { host } = new URL(context.host.apiUrl);
    return { kind: "refused", complaint: vscode.l10n.t("{0} does not accept this API key.", host) };
  }
}

function complaintAbout(token: string): string | undefined {
  if (token === "") return vscode.l10n.t("Paste the API key first.");
  return /^[\x21-\x7e]+$/.test(token) ? undefined : vscode.l10n.t("An API key has no spaces or special characters.");
}
