import type { Store } from "../parts.ts";
import type { AuthorizationRecord } from "../store/identity.ts";
import type { AccountRecord } from "../store/records.ts";

/** Who asks, and with which token; undefined where a password signed in instead. */
export interface SignedIn {
  readonly account: AccountRecord;
  readonly authorization: AuthorizationRecord | undefined;
}

/** The account of an `Authorization` header's token: as Bearer, or as the password of Basic with any user name. */
export function signedInByToken({ authorizations, accounts }: Store, header: string | undefined): SignedIn | undefined {
  const [scheme, value] = parse(header);
  const token = scheme === "bearer" ? value : scheme === "basic" ? parseBasic(value).password : "";
  const authorization = token === "" ? undefined : authorizations.ofToken(token);
  const account = authorization && accounts.find(authorization.accountId);
  return account && { account, authorization };
}

/** The account of `Basic <email>:<password>`. */
export function signedInByPassword({ accounts }: Store, header: string | undefined): SignedIn | undefined {
  const [scheme, value] = parse(header);
  if (scheme !== "basic") return undefined;
  const { name, password } = parseBasic(value);
  const account = accountOf(accounts, name, password);
  return account && { account, authorization: undefined };
}

export function accountOf(accounts: Store["accounts"], email: string, password: string): AccountRecord | undefined {
  const account = email.includes("@") && password !== "" ? accounts.find(email.trim()) : undefined;
  return account && accounts.passwordMatches(account.id, password) ? account : undefined;
}

function parse(header: string | undefined): [scheme: string, value: string] {
  const [, scheme = "", value = ""] = /^(\w+) +(\S+) *$/.exec(header ?? "") ?? [];
  return [scheme.toLowerCase(), value];
}

function parseBasic(encoded: string): { name: string; password: string } {
  const decoded = Buffer.from(encoded, "base64").toString("utf8");
  const colon = decoded.indexOf(":");
  return { name: decoded.slice(0, Math.max(0, colon)), password: decoded.slice(colon + 1) };
}
