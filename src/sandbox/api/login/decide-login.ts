import type { IncomingMessage, ServerResponse } from "node:http";
import type { Parts } from "../../parts.ts";
import type { AccountRecord } from "../../store/records.ts";
import { accountOf } from "../authentication.ts";
import { readText } from "../body.ts";
import { ApiError, unauthorized } from "../errors.ts";
import { requireSecondFactor } from "../second-factor.ts";
import { sendLoginPage, sendMessagePage } from "./login-page.ts";
import { isSameSecret, type Login } from "./logins.ts";

const longestForm = 16 * 1024;

/** What a person chose on the page: Log In with an account, or Deny. A mistake shows the page again. Throws 401 for a form that is not ours. */
export async function decideLogin(
  parts: Parts,
  login: Login,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const form = new URLSearchParams(await readText(request, longestForm));
  if (!isSameSecret(form.get("form_token") ?? "", login.formToken)) throw unauthorized();
  if (form.get("action") === "deny") {
    login.decide({ kind: "refused", reason: "The login was denied." });
    sendMessagePage(response, 200, "Denied", "Nothing was allowed. You can close this page.");
    return;
  }
  const account = signIn(parts, form);
  const own = parts.store.accounts.self().email;
  if (typeof account === "string")
    sendLoginPage(response, login, { own, email: form.get("email") ?? "", mistake: account });
  else grant(parts, login, account, response);
}

/** The account, or what was wrong. */
function signIn(parts: Parts, form: URLSearchParams): AccountRecord | string {
  const account = accountOf(parts.store.accounts, form.get("email") ?? "", form.get("password") ?? "");
  if (!account) return "There is no account with this email and password.";
  try {
    requireSecondFactor(parts, account, form.get("code")?.trim());
    return account;
  } catch (error) {
    if (error instanceof ApiError) return error.message;
    throw error;
  }
}

function grant({ signIn }: Parts, login: Login, account: AccountRecord, response: ServerResponse): void {
  if (signIn.loginRefusal === null) {
    login.decide({ kind: "granted", account });
    sendMessagePage(response, 200, "Logged in", `You are logged in as ${account.email}. You can close this page.`);
  } else {
    login.decide({ kind: "refused", reason: signIn.loginRefusal });
    sendMessagePage(response, 403, "Not logged in", signIn.loginRefusal);
  }
}
