import type { CliSession } from "../../heroku/cli-session.ts";
import { isUnauthorized } from "../explanation.ts";
import type { StoredAccount } from "./choice.ts";

/**
 * Whose the CLI's session is; undefined when it has none that is good. Throws when that cannot be known now: a CLI that
 * hangs or a platform that cannot be reached signs nobody out.
 */
export async function accountOfCli(
  found: CliSession,
  accountOf: (token: string) => Promise<StoredAccount>,
): Promise<StoredAccount | undefined> {
  if (found.kind === "none") {
    if (found.why === "no-answer") throw new Error("The Heroku CLI did not answer in time.");
    return undefined;
  }
  try {
    return await accountOf(found.token);
  } catch (error) {
    if (isUnauthorized(error)) return undefined;
    throw error;
  }
}
