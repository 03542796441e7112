import { hostname } from "node:os";
import { createClient, type HerokuClient } from "../../heroku/client.ts";
import { isHerokuError } from "../../heroku/errors.ts";
import { getAccount } from "../../heroku/resources/account.ts";
import type { Account } from "../../heroku/resources/types.ts";
import type { SecondFactorAsker } from "../../heroku/second-factor.ts";
import type { Transport } from "../../heroku/transport.ts";
import { globalFetch } from "../../heroku/transports/global-fetch.ts";

export { resolveHost } from "../../heroku/host.ts";

export interface Connection {
  readonly apiUrl: string;
  readonly token: string;
  readonly version: string;
  /** The platform no longer accepts the token. Told at most once. */
  readonly onRejected?: () => void;
  /** Asks the person for codes. */
  readonly secondFactor?: Omit<SecondFactorAsker, "description">;
}

/** The client of a session. Everything heavy of an account is behind this module, loaded at the first sign-in. */
export function connect({ apiUrl, token, version, onRejected, secondFactor }: Connection): HerokuClient {
  return createClient({
    apiUrl,
    token,
    transport: onRejected ? tellingRejection({ apiUrl, token, onRejected }) : globalFetch,
    userAgent: userAgentOf(version),
    secondFactor: secondFactor && { ...secondFactor, description: ourDescription() },
  });
}

/** Checks a token; throws a `HerokuError` when it is not good or the host cannot be reached. */
export function checkAccount(client: HerokuClient, signal?: AbortSignal): Promise<Account> {
  return getAccount(client, { signal, timeout: 15_000 });
}

export function userAgentOf(version: string): string {
  return `heroku-workbench/${version}`;
}

/** What the owner of the account reads in the list of those who may act for it. */
export function ourDescription(): string {
  return `Heroku Workbench on ${hostname()}`;
}

/** Whether a host on this machine is a sandbox; the platform has no such address. */
export async function isSandbox(client: HerokuClient): Promise<boolean> {
  if (!/^https?:\/\/(?:127\.0\.0\.1|localhost)(?::|$)/.test(client.apiUrl)) return false;
  try {
    await client.get("/sandbox", { timeout: 5000 });
    return true;
  } catch (error) {
    if (isHerokuError(error)) return false;
    throw error;
  }
}

/** A short authorization of a second factor may end without the sign-in. */
function tellingRejection({
  apiUrl,
  token,
  onRejected,
}: Pick<Required<Connection>, "apiUrl" | "token" | "onRejected">): Transport {
  let isTold = false;
  return async (request) => {
    const response = await globalFetch(request);
    const isOurs = request.url.startsWith(`${apiUrl}/`) && request.headers["Authorization"] === `Bearer ${token}`;
    if (response.status === 401 && !isTold && isOurs) {
      isTold = true;
      onRejected();
    }
    return response;
  };
}
