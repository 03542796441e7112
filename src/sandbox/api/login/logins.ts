import { randomBytes, timingSafeEqual } from "node:crypto";
import type { AccountRecord } from "../../store/records.ts";

/** What became of a login in the browser. */
export type Outcome =
  | { readonly kind: "granted"; readonly account: AccountRecord }
  | { readonly kind: "refused"; readonly reason: string };

/** A login that a client began: it waits with its token while a person decides in the browser. */
export interface Login {
  readonly id: string;
  readonly description: string;
  /** Of the client that waits. */
  readonly token: string;
  /** In the page's form: no other page can know it. */
  readonly formToken: string;
  /** Resolves when it is decided, by the person or by time. */
  readonly outcome: Promise<Outcome>;
  decide(outcome: Outcome): void;
  isDecided(): boolean;
}

/** How long a person may take, and how long the client after that to ask. In ms. */
const patience = 10 * 60 * 1000;
/** The oldest is given up when there are more. */
const most = 100;

/** Logins under way or not asked for yet; the newest `most` of them, each for ten minutes. */
export function createLogins() {
  const logins = new Map<string, Login>();

  function begin(description: string): Login {
    const login = newLogin(description);
    logins.set(login.id, login);
    setTimeout(() => giveUp(login, "The login timed out."), patience).unref();
    const [oldest] = logins.size > most ? logins.values() : [];
    if (oldest) giveUp(oldest, "Too many logins at once.");
    return login;
  }

  /** A client that waits is told; what was decided before stays decided, and is not waited for any longer. */
  function giveUp(login: Login, reason: string): void {
    login.decide({ kind: "refused", reason });
    logins.delete(login.id);
  }

  return {
    begin,
    find: (id: string): Login | undefined => logins.get(id),
    /** The client has been told. */
    forget: (id: string) => void logins.delete(id),
  };
}

function newLogin(description: string): Login {
  const { promise, resolve } = Promise.withResolvers<Outcome>();
  let isDecided = false;
  function decide(outcome: Outcome): void {
    isDecided = true;
    resolve(outcome);
  }
  const [id, token, formToken] = [secret(), secret(), secret()];
  return { id, description, token, formToken, outcome: promise, decide, isDecided: () => isDecided };
}

/** Takes as long for every guess of a length. */
export function isSameSecret(guess: string, expected: string): boolean {
  const [a, b] = [Buffer.from(guess), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function secret(): string {
  return randomBytes(24).toString("base64url");
}
