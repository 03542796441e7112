import { explainInLine, isUnauthorized, troubleOf } from "../explanation.ts";
import type { AwayAccount, Session, SessionState } from "../services.ts";
import type { Choice } from "./choice.ts";
import { type Credentials, credentialsOf, nameOf, openSession, rejected, type WhyAway } from "./open-session.ts";
import type { SessionsOptions } from "./sessions.ts";

/** One account that should be signed in, and how far that is. */
export interface Entry {
  readonly choice: Choice;
  /** Of what it was last opened with. */
  readonly made: string;
  readonly outcome: Session | WhyAway | undefined;
}

export interface Entries {
  readonly all: readonly Entry[];
  /** From now on these choices; what is open and has not changed stays as it is. */
  open(choices: readonly Choice[]): Promise<void>;
}

export interface EntriesOptions extends SessionsOptions {
  readonly version: string;
  /** One of them has become another; `hasAll` when nobody is being asked any more. */
  readonly changed: (hasAll: boolean) => void;
}

/** Opens each account by itself: one that is slow or refused holds up no other. */
export function createEntries(options: EntriesOptions): Entries {
  const { version, changed } = options;
  let entries: readonly Entry[] = [];
  let timer: NodeJS.Timeout | undefined;
  options.disposables.add({ dispose: () => clearTimeout(timer) });
  /** A second factor was given, or ends: it is shown while it holds. */
  const onElevated = (): void => {
    changed(true);
    const ends = shownOf(entries, true).elevated.filter((end) => end !== undefined);
    clearTimeout(timer);
    if (ends.length > 0) timer = setTimeout(onElevated, Math.max(1000, Math.min(...ends) - Date.now() + 100));
  };
  const entryOf = (id: string) => entries.find(({ choice }) => choice.id === id);
  const set = (entry: Entry): void => {
    entries = entries.map((it) => (it.choice.id === entry.choice.id ? entry : it));
  };
  const open = async (choice: Choice): Promise<void> => {
    const before = entryOf(choice.id);
    const credentials = await credentialsOf(choice, options);
    const made = JSON.stringify(credentials);
    if (before?.made === made && before.outcome && isOpen(before.outcome)) return;
    // Refused with just this before: the platform is asked whether it still is.
    const check = before?.made === made;
    const outcome = "token" in credentials ? await opened({ choice, credentials, made, check }) : credentials;
    set({ choice, made, outcome });
  };
  const opened = async ({ choice, credentials, made, check }: Opening): Promise<Session | WhyAway> => {
    let isRejected = false;
    const onRejected = (): void => {
      isRejected = true;
      const now = entryOf(choice.id);
      if (now?.made !== made || !now.outcome || !isOpen(now.outcome)) return;
      set({ ...now, outcome: rejected(credentials.apiUrl) });
      changed(true);
    };
    try {
      const session = await openSession(credentials, { version, check, onRejected, onElevated });
      return isRejected ? rejected(credentials.apiUrl) : session;
    } catch (error) {
      if (isUnauthorized(error)) return rejected(credentials.apiUrl);
      return { reason: explainInLine(error), cause: troubleOf(error) };
    }
  };

  return {
    get all() {
      return entries;
    },
    async open(choices) {
      entries = choices.map((choice) => entryOf(choice.id) ?? { choice, made: "", outcome: undefined });
      await Promise.all(choices.map((choice) => open(choice).then(() => changed(false))));
      changed(true);
    },
  };
}

interface Opening {
  readonly choice: Choice;
  readonly credentials: Credentials;
  readonly made: string;
  readonly check: boolean;
}

/** What the others see of the entries. */
export interface Shown {
  readonly all: readonly Session[];
  readonly away: readonly AwayAccount[];
  readonly state: SessionState;
  /** Of `all`: until when the second factor holds. */
  readonly elevated: readonly (number | undefined)[];
}

export function shownOf(entries: readonly Entry[], hasAll: boolean): Shown {
  const all: Session[] = [];
  const away: AwayAccount[] = [];
  for (const { choice, outcome } of entries) {
    if (outcome === undefined) continue;
    // The same account by two ways: the first one counts.
    if (!isOpen(outcome)) away.push({ ...outcome, key: choice.id, label: nameOf(choice) });
    else if (!all.some(({ key }) => key === outcome.key)) all.push(outcome);
  }
  const elevated = all.map((it) => it.secondFactorUntil()?.getTime());
  return { all, away, elevated, state: stateOf(all, away, hasAll) };
}

function stateOf([session]: readonly Session[], [first]: readonly AwayAccount[], hasAll: boolean): SessionState {
  if (session !== undefined) return { kind: "signed-in", session };
  if (!hasAll) return { kind: "loading" };
  return { kind: "signed-out", ...(first && { reason: first.reason, cause: first.cause }) };
}

/** The key by which the others know it: of its session, else of its choice. */
export function keyOfEntry({ choice, outcome }: Entry): string {
  return outcome !== undefined && isOpen(outcome) ? outcome.key : choice.id;
}

function isOpen(outcome: Session | WhyAway): outcome is Session {
  return "client" in outcome;
}
