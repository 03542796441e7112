import { homedir } from "node:os";
import * as vscode from "vscode";
import { type CliSession, type CliSessionOptions, readCliSession } from "../../heroku/cli-session.ts";
import { during, isUnauthorized } from "../explanation.ts";
import { commands } from "../identifiers.ts";
import type { StoredAccount } from "./choice.ts";
import { accountOfToken, type SignInContext } from "./sign-in-way.ts";

/** Reuses the session of the Heroku CLI on this machine, after showing whose it is. Writes nothing of the CLI's. */
export async function signInByCli(context: SignInContext): Promise<StoredAccount | undefined> {
  const found = await asking(() => readCliSession(cliOptions(context)));
  if (found.kind === "none") return tellNone(found.why, context);
  const doing = vscode.l10n.t("The Heroku CLI's session could not be used");
  const account = await asking(() => during(doing, () => accountOfToken(context, found.token, "cli"))).catch(
    (error: unknown) => {
      if (!(error instanceof Error) || !isUnauthorized(error.cause)) throw error;
      return undefined;
    },
  );
  if (account === undefined) return tellNone("expired", context);
  const isExpected = account.account.email === context.email;
  return isExpected || (await confirms(account, found.from)) ? account : undefined;
}

/** The CLI and the files of this machine. */
export function cliOptions({ host, env }: Pick<SignInContext, "env" | "host">): CliSessionOptions {
  return { env: { ...env }, platform: process.platform, home: homedir(), apiUrl: host.apiUrl };
}

function asking<T>(work: () => Promise<T>): Thenable<T> & Promise<T> {
  const title = vscode.l10n.t("Asking the Heroku CLI…");
  return Promise.resolve(vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title }, work));
}

async function confirms({ account, apiUrl }: StoredAccount, from: "cli" | "netrc"): Promise<boolean> {
  const source = from === "cli" ? "heroku auth:token" : "netrc";
  const chosen = await vscode.window.showQuickPick(
    [
      {
        label: vscode.l10n.t("Sign In as {0}", account.email),
        description: new URL(apiUrl).host,
        detail: vscode.l10n.t("The session of the Heroku CLI, from {0}. When it signs out, so does this.", source),
        iconPath: new vscode.ThemeIcon("account"),
      },
    ],
    { title: vscode.l10n.t("Sign in to Heroku"), placeHolder: vscode.l10n.t("Use this session?") },
  );
  return chosen !== undefined;
}

type WhyNone = Extract<CliSession, { kind: "none" }>["why"] | "expired";

function tellNone(why: WhyNone, { host }: SignInContext): undefined {
  const another = vscode.l10n.t("Sign In Another Way…");
  void vscode.window.showWarningMessage(noneWords(why, new URL(host.apiUrl).host), another).then((chosen) => {
    if (chosen === another) void vscode.commands.executeCommand(commands.signIn);
  });
  return undefined;
}

function noneWords(why: WhyNone, host: string): string {
  switch (why) {
    case "no-cli":
      return vscode.l10n.t("There is no Heroku CLI on this machine, and no netrc file with a token for {0}.", host);
    case "no-answer":
      return vscode.l10n.t(
        "The Heroku CLI did not answer in time. Try again, or run heroku auth:whoami in a terminal.",
      );
    case "encrypted":
      return vscode.l10n.t("The Heroku CLI gave no token, and the netrc file is encrypted, so it was not read.");
    case "expired":
      return vscode.l10n.t("{0} no longer accepts the Heroku CLI's token. Run heroku login in a terminal first.", host);
    case "signed-out":
      return vscode.l10n.t("The Heroku CLI is not signed in to {0}. Run heroku login in a terminal first.", host);
  }
}
