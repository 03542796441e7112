import * as vscode from "vscode";
import type { HerokuHost } from "../../heroku/host.ts";
import type { Session, SignedOutCause } from "../services.ts";
import { type Choice, keyOf, type StoredAccount } from "./choice.ts";
import type { SessionsOptions } from "./sessions.ts";

/** What a session is made from; equal ones make equal sessions. */
export interface Credentials extends HerokuHost {
  readonly token: string;
  readonly account?: StoredAccount["account"];
  readonly endsAt?: string | undefined;
  readonly isSandbox?: boolean;
}

export interface WhyAway {
  readonly reason: string;
  readonly cause: SignedOutCause;
}

/** Credentials, or why there are none. */
export async function credentialsOf(
  choice: Choice,
  { findSandbox, log, env = process.env }: SessionsOptions,
): Promise<Credentials | WhyAway> {
  switch (choice.kind) {
    case "account":
      return choice.account.isLeft ? leftByCli(choice.account) : choice.account;
    case "sandbox": {
      const running = await findSandbox();
      if (running) return { ...running, isSandbox: true };
      return { reason: vscode.l10n.t("The local sandbox is not running."), cause: "sandbox-stopped" };
    }
    case "environment": {
      const { resolveHost } = await import("./connect.ts");
      const { warning, ...host } = resolveHost(env);
      if (warning) log.warn(warning);
      return { ...host, token: choice.token };
    }
  }
}

export interface OpenOptions {
  readonly version: string;
  /** Ask the platform whether the token is good, even when the account is known. */
  readonly check: boolean;
  readonly onRejected: () => void;
  /** A second factor was given, or its time is up. */
  readonly onElevated: () => void;
}

export async function openSession(credentials: Credentials, options: OpenOptions): Promise<Session> {
  const { connect, checkAccount, isSandbox } = await import("./connect.ts");
  const { apiUrl, gitUrl, token, endsAt } = credentials;
  let email = credentials.account?.email ?? "";
  const client = connect({
    apiUrl,
    token,
    version: options.version,
    onRejected: options.onRejected,
    secondFactor: {
      ask: async (question) => (await import("./ask-for-code.ts")).askForCode(question, email),
      onDidChange: options.onElevated,
    },
  });
  const account = options.check || !credentials.account ? await checkAccount(client) : credentials.account;
  email = account.email;
  const isLocal = credentials.isSandbox ?? (await isSandbox(client));
  return {
    key: keyOf({ apiUrl, account }),
    account,
    client,
    apiUrl,
    gitUrl,
    token,
    isSandbox: isLocal,
    pushToken: () => client.secondFactor?.token() ?? token,
    secondFactorUntil: () => client.secondFactor?.until(),
    endsAt: endsAt === undefined ? undefined : new Date(endsAt),
  };
}

/** Of whom a choice is, as far as that is known without asking. */
export function nameOf(choice: Choice): string {
  switch (choice.kind) {
    case "account":
      return choice.account.account.email;
    case "sandbox":
      return vscode.l10n.t("Local sandbox");
    case "environment":
      return "HEROKU_API_KEY";
  }
}

export function rejected(apiUrl: string): WhyAway {
  const reason = vscode.l10n.t("{0} no longer accepts this sign-in. Sign in again.", new URL(apiUrl).host);
  return { reason, cause: "rejected" };
}

function leftByCli({ account }: StoredAccount): WhyAway {
  return { reason: vscode.l10n.t("The Heroku CLI is no longer signed in as {0}.", account.email), cause: "rejected" };
}
