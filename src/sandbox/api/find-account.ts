import type { AccountRecord } from "../store/records.ts";
import type { Call } from "./call.ts";
import { emailOf } from "./email.ts";
import { invalidParams } from "./errors.ts";

/** The account that an id, an e-mail address or `~` names; an address that nobody has is invited. Throws 422. */
export function accountOrInvited(
  { parts: { store }, user }: Pick<Call, "parts" | "user">,
  wanted: string,
): AccountRecord {
  if (wanted === "~") return user;
  const account = store.accounts.find(wanted);
  if (account?.email.endsWith("@herokumanager.com")) throw invalidParams(`${account.email} is a team, not an account.`);
  return account ?? store.accounts.findOrInvite(emailOf(wanted));
}
