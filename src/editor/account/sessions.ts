import * as vscode from "vscode";
import type { Disposables } from "../disposables.ts";
import type { AwayAccount, SessionState, Sessions } from "../services.ts";
import { type AccountStore, createAccountStore } from "./account-store.ts";
import { type Choice, choicesOf, nothingStored } from "./choice.ts";
import { createEntries, keyOfEntry, type Shown, shownOf } from "./entries.ts";

/** What the account's own commands do beyond what features may. */
export interface AccountSessions extends Sessions {
  readonly store: AccountStore;
  readonly version: string;
  readonly env: Environment;
  /** Looks again at what is stored, in the environment and running; keeps the sessions where nothing changed. */
  reload(): Promise<SessionState>;
  /** Where a session or an account that is away comes from. */
  choiceOf(key: string): Choice | undefined;
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

/** Who is signed in. Starts to find out at once, and stays in step with the other windows. */
export function createSessions(options: SessionsOptions): AccountSessions {
  const { context, log, disposables, offerSignIn, env = process.env } = options;
  const store = createAccountStore(context.secrets);
  const version = String(context.extension.packageJSON.version);
  const emitter = disposables.add(new vscode.EventEmitter<SessionState>());
  let shown: Shown = { all: [], away: [], elevated: [], state: { kind: "loading" } };
  let queue: Promise<unknown> = Promise.resolve();

  const publish = (next: Shown): void => {
    if (isSame(next, shown)) return;
    for (const { label, reason } of newlyAway(next, shown)) log.warn(`Not signed in (${label}): ${reason}`);
    shown = next;
    emitter.fire(shown.state);
  };
  const entries = createEntries({
    ...options,
    version,
    changed: (hasAll) => publish(shownOf(entries.all, hasAll || shown.state.kind !== "loading")),
  });
  const resolve = async (): Promise<SessionState> => {
    const stored = await store.read().catch((error: unknown) => {
      log.error(`The editor's secret storage cannot be read: ${String(error)}`);
      return shown.state.kind === "loading" ? nothingStored : undefined;
    });
    // Who is signed in stays so while nobody can say otherwise.
    if (stored !== undefined) await entries.open(choicesOf(stored, env));
    return shown.state;
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
      return shown.state;
    },
    get all() {
      return shown.all;
    },
    get away() {
      return shown.away;
    },
    onDidChange: emitter.event,
    store,
    version,
    env,
    reload,
    choiceOf: (key) => entries.all.find((entry) => keyOfEntry(entry) === key)?.choice,
    async requireAny() {
      await started;
      if (shown.all.length === 0) await offerSignIn(this);
      return shown.all[0];
    },
    async require() {
      const first = await this.requireAny();
      return shown.all.length < 2 ? first : (await import("./pick-account.ts")).pickSession(shown.all);
    },
  };
}

function isSame(a: Shown, b: Shown): boolean {
  const isSameAway = JSON.stringify(a.away) === JSON.stringify(b.away);
  return a.state.kind === b.state.kind && isSameList(a.all, b.all) && isSameList(a.elevated, b.elevated) && isSameAway;
}

function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

function newlyAway(next: Shown, before: Shown): readonly AwayAccount[] {
  return next.away.filter(({ key, reason }) => !before.away.some((it) => it.key === key && it.reason === reason));
}
