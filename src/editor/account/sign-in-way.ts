import type { HerokuHost } from "../../heroku/host.ts";
import { findAuthorization } from "../../heroku/resources/authorizations.ts";
import type { SignInWay, StoredAccount } from "./choice.ts";
import { checkAccount, connect } from "./connect.ts";

/** What every way to sign in is given. */
export interface SignInContext {
  readonly host: HerokuHost;
  readonly version: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Of the account that is to be renewed. */
  readonly email?: string | undefined;
}

/** Asks the platform whose a token is, and when it ends. Throws a `HerokuError` when the token is not good. */
export async function accountOfToken(
  { host, version }: Pick<SignInContext, "host" | "version">,
  token: string,
  way: SignInWay,
  signal?: AbortSignal,
): Promise<StoredAccount> {
  const { apiUrl, gitUrl } = host;
  const client = connect({ apiUrl, token, version });
  const account = await checkAccount(client, signal);
  // Not every token may read the list; then nobody knows its end.
  const found = await findAuthorization(client, token, { signal, timeout: 5000 }).catch(() => undefined);
  const endsAt = found && endOf(found.access_token.expires_in);
  // Only what was made for us goes with the sign-out.
  const authorizationId = way === "browser" || way === "password" ? found?.id : undefined;
  return {
    apiUrl,
    gitUrl,
    token,
    account,
    way,
    ...(endsAt && { endsAt }),
    ...(authorizationId && { authorizationId }),
  };
}

function endOf(seconds: number | null): string | undefined {
  return seconds === null ? undefined : new Date(Date.now() + seconds * 1000).toISOString();
}
