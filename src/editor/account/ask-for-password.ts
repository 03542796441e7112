import * as vscode from "vscode";
import { isPlatformError } from "../../heroku/errors.ts";
import { type Authorization, authorizeByPassword } from "../../heroku/resources/authorizations.ts";
import { globalFetch } from "../../heroku/transports/global-fetch.ts";
import { explainInLine, isCancelling, isUnauthorized } from "../explanation.ts";
import { askAndCheck, type Checked } from "./ask-and-check.ts";
import type { StoredAccount } from "./choice.ts";
import { ourDescription, userAgentOf } from "./connect.ts";
import { accountOfToken, type SignInContext } from "./sign-in-way.ts";

export interface PasswordAnswers {
  readonly email: string;
  readonly password: string;
  readonly code?: string;
}

/** Taken but not signed in: the account has a second factor. */
export type PasswordResult = StoredAccount | "needs-code";

/** E-mail address, password and, if the account has one, second factor. Nothing of them is kept. */
export async function askForPassword(context: SignInContext): Promise<StoredAccount | undefined> {
  const title = vscode.l10n.t("Sign in to Heroku");
  const email = await askForEmail(title, context.email);
  if (email === undefined) return undefined;
  let password = "";
  const busy = vscode.l10n.t("Asking {0}…", new URL(context.host.apiUrl).host);
  const first = await askAndCheck<PasswordResult>({
    title,
    prompt: vscode.l10n.t("Password of {0}. It is not kept.", email),
    isSecret: true,
    busy,
    check: (value, signal) => {
      password = value;
      return checkPassword(context, { email, password }, signal);
    },
  });
  if (first !== "needs-code") return first;
  const second = await askAndCheck<PasswordResult>({
    title,
    prompt: vscode.l10n.t("Code of the second factor of {0}, from your authenticator", email),
    placeholder: "123456",
    isSecret: true,
    busy,
    check: (code, signal) => checkPassword(context, { email, password, code: code.trim() }, signal),
  });
  return second === "needs-code" ? undefined : second;
}

/** Buys a token, or says why there is none, to be corrected in the box. */
export async function checkPassword(
  context: SignInContext,
  answers: PasswordAnswers,
  signal: AbortSignal,
): Promise<Checked<PasswordResult>> {
  if (answers.password === "") return refused(vscode.l10n.t("Type the password first."));
  if (answers.code === "") return refused(vscode.l10n.t("Type the code first."));
  try {
    const authorization = await authorize(context, answers, signal);
    return { kind: "taken", result: await accountOf(context, authorization, signal) };
  } catch (error) {
    if (isCancelling(error)) throw error;
    if (isPlatformError(error, "two_factor") && answers.code === undefined) {
      return { kind: "taken", result: "needs-code" };
    }
    return refused(refusal(error, answers.email));
  }
}

function askForEmail(title: string, value: string | undefined): Thenable<string | undefined> {
  return vscode.window
    .showInputBox({
      title,
      prompt: vscode.l10n.t("E-mail address of your Heroku account"),
      placeHolder: "me@example.com",
      value: value ?? "",
      ignoreFocusOut: true,
      validateInput: (text) =>
        /^\s*\S+@\S+\s*$/.test(text) ? undefined : vscode.l10n.t("An e-mail address has an @."),
    })
    .then((text) => text?.trim());
}

function authorize({ host, version }: SignInContext, answers: PasswordAnswers, signal: AbortSignal) {
  const wire = { apiUrl: host.apiUrl, transport: globalFetch, userAgent: userAgentOf(version) };
  return authorizeByPassword({ ...wire, ...answers, description: ourDescription() }, { signal, timeout: 15_000 });
}

async function accountOf(context: SignInContext, { id, access_token }: Authorization, signal: AbortSignal) {
  const { token, expires_in } = access_token;
  const account = await accountOfToken(context, token, "password", signal);
  const ends = expires_in === null ? {} : { endsAt: new Date(Date.now() + expires_in * 1000).toISOString() };
  return { ...account, ...ends, authorizationId: id };
}

function refusal(error: unknown, email: string): string {
  if (isUnauthorized(error)) return vscode.l10n.t("This is not the password of {0}.", email);
  // An account that trusts devices, and one of a company's single sign-on, never take a password here.
  if (isPlatformError(error, "device_trust_required")) {
    return `${explainInLine(error)} ${vscode.l10n.t("Sign in with the browser instead.")}`;
  }
  return explainInLine(error);
}

function refused(complaint: string): Checked<PasswordResult> {
  return { kind: "refused", complaint };
}
