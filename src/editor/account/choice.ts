import type { Account } from "../../heroku/resources/types.ts";

/** A signed-in account as it is kept in the editor's secret storage. */
export interface StoredAccount {
  readonly apiUrl: string;
  readonly gitUrl: string;
  readonly token: string;
  readonly account: Account;
}

/** All that is kept: whom to be, and the account of the last sign-in, which trying the sandbox must not lose. */
export interface Stored {
  readonly use: "account" | "nothing" | "sandbox";
  readonly account?: StoredAccount | undefined;
}

export type Choice =
  | { readonly kind: "account"; readonly account: StoredAccount }
  | { readonly kind: "environment"; readonly token: string }
  | { readonly kind: "nothing" }
  | { readonly kind: "sandbox" };

/** What a person chose comes before `HEROKU_API_KEY`; after an explicit sign-out neither counts. */
export function choose(stored: Stored | undefined, env: Readonly<Record<string, string | undefined>>): Choice {
  if (stored?.use === "sandbox") return { kind: "sandbox" };
  if (stored?.use === "account" && stored.account) return { kind: "account", account: stored.account };
  const token = env["HEROKU_API_KEY"]?.trim();
  return token && stored?.use !== "nothing" ? { kind: "environment", token } : { kind: "nothing" };
}

/** Undefined for what another version of this extension left and we do not understand. */
export function parseStored(json: string | undefined): Stored | undefined {
  if (json === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(json);
    return isStored(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isStored(value: unknown): value is Stored {
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
