import * as vscode from "vscode";
import type { HerokuHost } from "../../heroku/host.ts";
import type { Disposables } from "../disposables.ts";
import { explainInLine, isUnauthorized, troubleOf } from "../explanation.ts";
import type { Session, SessionState, Sessions, SignedOutCause } from "../services.ts";
import { type AccountStore, createAccountStore } from "./account-store.ts";
import { type Choice, choose, type StoredAccount } from "./choice.ts";

/** What the account's own commands do beyond what features may. */
export interface AccountSessions extends Sessions {
  readonly store: AccountStore;
  readonly version: string;
  readonly env: Environment;
  /** Looks again at what is stored, in the environment and running; keeps the session when nothing changed. */
  reload(): Promise<SessionState>;
}

/** A sandbox that runs now, as it says itself when it is ready. */
export interface RunningSandbox {
  readonly apiUrl: string;
  readonly gitUrl: string;
  readonly token: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

export interface SessionsOptions {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly disposables: Disposables;
  readonly findSandbox: () => Promise<RunningSandbox | undefined>;
  /** Asks whether to sign in or to start the sandbox, and does it. */
  readonly offerSignIn: (sessions: AccountSessions) => Promise<void>;
  readonly env?: Environment;
}

interface Credentials extends HerokuHost {
  readonly token: string;
  readonly account?: StoredAccount["account"];
  readonly isSandbox?: boolean;
}

/** Who is signed in. Starts to find out at once, and stays in step with the other windows. */
export function createSessions(options: SessionsOptions): AccountSessions {
  const { context, log, disposables, offerSignIn, env = process.env } = options;
  const store = createAccountStore(context.secrets);
  const version = String(context.extension.packageJSON.version);
  const emitter = disposables.add(new vscode.EventEmitter<SessionState>());
  let state: SessionState = { kind: "loading" };
  let current = "";
  let queue: Promise<unknown> = Promise.resolve();

  const become = (next: SessionState): void => {
    state = next;
    emitter.fire(next);
  };
  const signedOut = (why?: WhySignedOut): void => {
    current = "";
    if (state.kind === "signed-out" && state.reason === why?.reason) return;
    if (why !== undefined) log.warn(`Not signed in: ${why.reason}`);
    become({ kind: "signed-out", ...why });
  };
  const open = async (credentials: Credentials): Promise<void> => {
    const key = JSON.stringify(credentials);
    if (key === current) return;
    const onRejected = (): void => {
      if (current === key) signedOut(rejected(credentials.apiUrl));
    };
    current = key;
    try {
      const session = await openSession(credentials, version, onRejected);
      // Rejected while it was being opened.
      if (current === key) become({ kind: "signed-in", session });
    } catch (error) {
      signedOut(
        isUnauthorized(error)
          ? rejected(credentials.apiUrl)
          : { reason: explainInLine(error), cause: troubleOf(error) },
      );
    }
  };
  const resolve = async (): Promise<SessionState> => {
    const found = await credentialsOf(choose(await store.read(), env), options, env);
    if (found && "token" in found) await open(found);
    else signedOut(found);
    return state;
  };
  const reload = (): Promise<SessionState> => {
    const next = queue.then(resolve, resolve);
    queue = next.catch(() => undefined);
    return next;
  };

  disposables.add(store.onDidChange(() => void reload()));
  const started = reload();
  return {
    get state() {
      return state;
    },
    get all() {
      return state.kind === "signed-in" ? [state.session] : [];
    },
    onDidChange: emitter.event,
    store,
    version,
    env,
    reload,
    async require() {
      await started;
      if (state.kind !== "signed-in") await offerSignIn(this);
      return state.kind === "signed-in" ? state.session : undefined;
    },
  };
}

interface WhySignedOut {
  readonly reason: string;
  readonly cause: SignedOutCause;
}

/** Credentials, or why there are none, if there is a reason. */
async function credentialsOf(
  choice: Choice,
  { findSandbox, log }: SessionsOptions,
  env: Environment,
): Promise<Credentials | WhySignedOut | undefined> {
  switch (choice.kind) {
    case "account":
      return choice.account;
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
    case "nothing":
      return undefined;
  }
}

async function openSession(credentials: Credentials, version: string, onRejected: () => void): Promise<Session> {
  const { connect, checkAccount, isSandbox } = await import("./connect.ts");
  const { apiUrl, gitUrl, token } = credentials;
  const client = connect({ apiUrl, token, version, onRejected });
  const account = credentials.account ?? (await checkAccount(client));
  const key = `${apiUrl}/${account.id}`;
  return { key, account, client, apiUrl, gitUrl, token, isSandbox: credentials.isSandbox ?? (await isSandbox(client)) };
}

function rejected(apiUrl: string): WhySignedOut {
  const reason = vscode.l10n.t("{0} no longer accepts this sign-in. Sign in again.", new URL(apiUrl).host);
  return { reason, cause: "rejected" };
}
