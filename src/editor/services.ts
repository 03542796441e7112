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
  readonly account: Account;
  readonly client: HerokuClient;
  /** No slash at the end: `https://api.heroku.com`, `http://127.0.0.1:5180`. */
  readonly apiUrl: string;
  /** Remotes are `<gitUrl>/<app>.git`. */
  readonly gitUrl: string;
  /** For git pushes; never to be logged, stored or put into an argument or URL. */
  readonly token: string;
  readonly isSandbox: boolean;
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
  readonly state: SessionState;
  readonly onDidChange: vscode.Event<SessionState>;
  /** The session; when there is none the person is asked to sign in. Undefined when they decline. */
  require(): Promise<Session | undefined>;
}

/** The apps of the signed-in account, as the tree shows them. */
export interface AppsModel {
  /** Apps known now, this workspace's first; empty before the first load. */
  readonly all: readonly App[];
  find(idOrName: string): App | undefined;
  /** Names of the apps that a git remote of an open folder points to. */
  isInWorkspace(app: App): boolean;
  /** Loads once if that has not happened yet. */
  ready(): Promise<readonly App[]>;
  /** Asks the platform again, for one app or for all; the tree follows. */
  refresh(app?: Pick<App, "name">): Promise<void>;
  /** The platform was asked again after a change, or the remotes of the open folders changed. */
  readonly onDidRefresh: vscode.Event<void>;
}
