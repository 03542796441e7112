import type { CallOptions, HerokuClient } from "../client.ts";
import type { Account } from "./types.ts";

/** Also the check of a token: 401 `unauthorized` when it is not good. */
export function getAccount(client: HerokuClient, options?: CallOptions): Promise<Account> {
  return client.get<Account>("/account", options);
}
