import { createClient, type HerokuClient } from "../../heroku/client.ts";
import { isHerokuError } from "../../heroku/errors.ts";
import { getAccount } from "../../heroku/resources/account.ts";
import type { Account } from "../../heroku/resources/types.ts";
import type { Transport } from "../../heroku/transport.ts";
import { globalFetch } from "../../heroku/transports/global-fetch.ts";

export { resolveHost } from "../../heroku/host.ts";

export interface Connection {
  readonly apiUrl: string;
  readonly token: string;
  readonly version: string;
  /** The platform no longer accepts the token. Told at most once. */
  readonly onRejected?: () => void;
}

/** The client of a session. Everything heavy of an account is behind this module, loaded at the first sign-in. */
export function connect({ apiUrl, token, version, onRejected }: Connection): HerokuClient {
  return createClient({
    apiUrl,
    token,
    transport: onRejected ? tellingRejection(apiUrl, onRejected) : globalFetch,
    userAgent: `heroku-workbench/${version}`,
  });
}

/** Checks a token; throws a `HerokuError` when it is not good or the host cannot be reached. */
export function checkAccount(client: HerokuClient, signal?: AbortSignal): Promise<Account> {
  return getAccount(client, { signal, timeout: 15_000 });
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

function tellingRejection(apiUrl: string, onRejected: () => void): Transport {
  let isTold = false;
  return async (request) => {
    const response = await globalFetch(request);
    if (response.status === 401 && !isTold && request.url.startsWith(`${apiUrl}/`)) {
      isTold = true;
      onRejected();
    }
    return response;
  };
}
