import type { Account } from "../../heroku/resources/types.ts";

/** How somebody signed in; the way to renew it. */
export type SignInWay = "api-key" | "browser" | "cli" | "password";

/** A signed-in account as it is kept in the editor's secret storage. */
export interface StoredAccount {
  readonly apiUrl: string;
  readonly gitUrl: string;
  readonly token: string;
  readonly account: Account;
  /** An API key when it does not say. */
  readonly way?: SignInWay | undefined;
  /** ISO 8601; when the platform has told that the token ends. */
  readonly endsAt?: string | undefined;
  /** Of the authorization that was made for us, which goes when the person signs out. */
  readonly authorizationId?: string | undefined;
  /** The Heroku CLI, whose session this was, has signed out. */
  readonly isLeft?: boolean | undefined;
}

/** All that is kept. */
export interface Stored {
  readonly accounts: readonly StoredAccount[];
  /** The sandbox is one of the accounts, whether it runs or not. */
  readonly sandbox: boolean;
  /** Nobody signed out of `HEROKU_API_KEY`. */
  readonly environment: boolean;
  /** The id of the choice that comes first. */
  readonly chosen?: string | undefined;
}

/** What was kept before there could be several accounts: whom to be, and the account of the last sign-in. */
export interface StoredOfOne {
  readonly use: "account" | "nothing" | "sandbox";
  readonly account?: StoredAccount | undefined;
}

/** Where a session can come from. */
export type Choice = { readonly id: string } & (
  | { readonly kind: "account"; readonly account: StoredAccount }
  | { readonly kind: "environment"; readonly token: string }
  | { readonly kind: "sandbox" }
);

export const nothingStored: Stored = { accounts: [], sandbox: false, environment: true };

/** `<apiUrl>/<id of the account>` */
export function keyOf({ apiUrl, account }: Pick<StoredAccount, "account" | "apiUrl">): string {
  return `${apiUrl}/${account.id}`;
}

/** Everyone who should be signed in, the chosen one first. */
export function choicesOf(stored: Stored, env: Readonly<Record<string, string | undefined>>): readonly Choice[] {
  const token = env["HEROKU_API_KEY"]?.trim();
  const all: Choice[] = [
    ...stored.accounts.map((account): Choice => ({ kind: "account", id: keyOf(account), account })),
    ...(stored.sandbox ? [{ kind: "sandbox", id: "sandbox" } as const] : []),
    ...(stored.environment && token ? [{ kind: "environment", id: "environment", token } as const] : []),
  ];
  return [...all.filter(({ id }) => id === stored.chosen), ...all.filter(({ id }) => id !== stored.chosen)];
}

/** In place of the same account's earlier sign-in, and chosen from now on. */
export function withAccount(stored: Stored, account: StoredAccount): Stored {
  const chosen = keyOf(account);
  const has = stored.accounts.some((it) => keyOf(it) === chosen);
  const accounts = has
    ? stored.accounts.map((it) => (keyOf(it) === chosen ? account : it))
    : [...stored.accounts, account];
  return { ...stored, accounts, chosen };
}

/** After a sign-out. `HEROKU_API_KEY` is not used again until somebody asks for it. */
export function withoutChoice(stored: Stored, id: string): Stored {
  return {
    accounts: stored.accounts.filter((account) => keyOf(account) !== id),
    sandbox: stored.sandbox && id !== "sandbox",
    environment: stored.environment && id !== "environment",
    ...(stored.chosen === undefined || stored.chosen === id ? {} : { chosen: stored.chosen }),
  };
}

/** `nothingStored` for what another version of this extension left and we do not understand. */
export function parseStored(json: string | undefined): Stored {
  if (json === undefined) return nothingStored;
  try {
    const value: unknown = JSON.parse(json);
    if (isStored(value)) return value;
    return isStoredOfOne(value) ? ofOne(value) : nothingStored;
  } catch {
    return nothingStored;
  }
}

/** A sign-in came before `HEROKU_API_KEY`, and a sign-out was one from both. */
function ofOne({ use, account }: StoredOfOne): Stored {
  const kept = account === undefined || use === "nothing" ? [] : [account];
  const chosen = use === "sandbox" ? "sandbox" : kept.map(keyOf)[0];
  const environment = use !== "nothing" && kept.length === 0;
  return { accounts: kept, sandbox: use === "sandbox", environment, ...(chosen === undefined ? {} : { chosen }) };
}

function isStored(value: unknown): value is Stored {
  if (!isRecord(value) || !Array.isArray(value["accounts"])) return false;
  const isFlags = typeof value["sandbox"] === "boolean" && typeof value["environment"] === "boolean";
  return isFlags && value["accounts"].every(isStoredAccount);
}

function isStoredOfOne(value: unknown): value is StoredOfOne {
  if (!isRecord(value) || !["account", "nothing", "sandbox"].includes(String(value["use"]))) return false;
  return value["account"] === undefined || isStoredAccount(value["account"]);
}

function isStoredAccount(value: unknown): value is StoredAccount {
  if (!isRecord(value) || !isRecord(value["account"])) return false;
  return ["apiUrl", "gitUrl", "token"].every((name) => typeof value[name] === "string");
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
