import type * as vscode from "vscode";
import type { HerokuClient } from "../heroku/client.ts";
import type { Account, App } from "../heroku/resources/types.ts";
import type { Trouble } from "./explanation.ts";

/** What every feature of the editor is given; `extension.ts` makes it once. */
export interface Services {
  readonly context: vscode.ExtensionContext;
  /** The extension's own log, *Heroku Workbench*. Never a secret in it. */
  readonly log: vscode.LogOutputChannel;
  readonly sessions: Sessions;
  readonly apps: AppsModel;
}

/** A signed-in account and where it talks to. */
export interface Session {
  /** `<apiUrl>/<id of the account>`: one account on one host, whichever token it came with. */
  readonly key: string;
  readonly account: Account;
  readonly client: HerokuClient;
  /** No slash at the end: `https://api.heroku.com`, `http://127.0.0.1:5180`. */
  readonly apiUrl: string;
  /** Remotes are `<gitUrl>/<app>.git`. */
  readonly gitUrl: string;
  /** For git pushes; never to be logged, stored or put into an argument or URL. */
  readonly token: string;
  readonly isSandbox: boolean;
  /** For git pushes: the short authorization of a second factor while there is one, else `token`. Handled like it. */
  pushToken(): string;
  /** Until when the person need not give their second factor again; undefined when it was not asked for. */
  secondFactorUntil(): Date | undefined;
  /** When the sign-in ends by itself, if the platform has said so. */
  readonly endsAt: Date | undefined;
}

/** An account that should be signed in and is not now. */
export interface AwayAccount {
  /** Of the session before, `sandbox` or `environment`. */
  readonly key: string;
  /** The e-mail address, or in words what it is. */
  readonly label: string;
  readonly reason: string;
  readonly cause: SignedOutCause;
}

/** `rejected`: the token is no longer good. `sandbox-stopped`: it runs no more. With the others nobody knows yet. */
export type SignedOutCause = Trouble | "rejected" | "sandbox-stopped";

export type SessionState =
  | { readonly kind: "loading" }
  | {
      readonly kind: "signed-out";
      /** Why, in a sentence; undefined when nobody ever signed in or someone signed out. */
      readonly reason?: string | undefined;
      readonly cause?: SignedOutCause | undefined;
    }
  | { readonly kind: "signed-in"; readonly session: Session };

export interface Sessions {
  /** Of the account that was chosen last, or of another when that one is away; signed out only when all are. */
  readonly state: SessionState;
  /** Every account that is signed in now, the chosen one first. */
  readonly all: readonly Session[];
  /** Those that ended, were revoked or cannot be asked now; `commands.signIn` with one's `key` renews it in place. */
  readonly away: readonly AwayAccount[];
  /** Something of `state`, `all` or `away` is different, or a second factor was given or is over. */
  readonly onDidChange: vscode.Event<SessionState>;
  /**
   * A session for something that no app says whose it is. With several accounts the person is asked which; when there
   * is none they are asked to sign in. Undefined when they decline.
   */
  require(): Promise<Session | undefined>;
  /** As `require`, for what concerns all accounts: with several nobody is asked, and the chosen one is returned. */
  requireAny(): Promise<Session | undefined>;
}

/** An app, and the account through which it is seen and changed. */
export interface AppTarget {
  readonly app: App;
  readonly session: Session;
}

/** The apps of all signed-in accounts, as the tree shows them. */
export interface AppsModel {
  /** Apps known now, this workspace's first; empty before the first load. */
  readonly all: readonly AppTarget[];
  /** The chosen account's first where several have an app of that name; with `sessionKey` that account's only. */
  find(idOrName: string, sessionKey?: string): AppTarget | undefined;
  /** Whether a git remote of an open folder points to the app. */
  isInWorkspace(target: AppTarget): boolean;
  /** Loads once if that has not happened yet. */
  ready(): Promise<readonly AppTarget[]>;
  /** Asks the platform again, for one app or for all; the tree follows. */
  refresh(app?: Pick<App, "name">): Promise<void>;
  /** The platform was asked again after a change, or the remotes of the open folders changed. */
  readonly onDidRefresh: vscode.Event<void>;
}
