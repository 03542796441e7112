import { type CallOptions, createClient, type HerokuClient } from "../client.ts";
import { path } from "../path.ts";
import type { Transport } from "../transport.ts";

/** Something that may speak for an account. */
export interface Authorization {
  readonly id: string;
  readonly description: string;
  readonly access_token: {
    readonly id: string;
    /** In lists perhaps with ten asterisks in its middle. */
    readonly token: string;
    /** Seconds from now; null when it does not end. */
    readonly expires_in: number | null;
  };
}

export interface PasswordLogin {
  readonly apiUrl: string;
  readonly transport: Transport;
  readonly userAgent: string;
  readonly email: string;
  readonly password: string;
  /** A code of the second factor, if the account has one. */
  readonly code?: string | undefined;
  /** As the account's owner will read it. */
  readonly description: string;
}

/** Seconds; the longest that the platform gives for a password. */
const thirtyDays = 30 * 24 * 60 * 60;

/**
 * Buys a token with a password, as `heroku login -i`. Refused with 401 when the two do not belong together, with 403
 * `two_factor` when a code is missing or wrong, with `device_trust_required` when the account must use a browser.
 */
export function authorizeByPassword(login: PasswordLogin, options?: CallOptions): Promise<Authorization> {
  const { apiUrl, transport, userAgent, email, password, code, description } = login;
  const authorization = `Basic ${Buffer.from(`${email}:${password}`, "utf8").toString("base64")}`;
  const client = createClient({ apiUrl, transport, userAgent, token: "", authorization });
  return client
    .request<Authorization>(
      {
        method: "POST",
        path: "/oauth/authorizations",
        body: { description, expires_in: thirtyDays, scope: ["global"] },
        headers: code === undefined ? {} : { "Heroku-Two-Factor-Code": code },
      },
      options,
    )
    .then(({ body }) => body);
}

/** The authorization that a token belongs to, if the account's list shows it, and shows of no other that it could be it. */
export async function findAuthorization(
  client: HerokuClient,
  token: string,
  options?: CallOptions,
): Promise<Authorization | undefined> {
  const all = await client.get<readonly Authorization[]>("/oauth/authorizations", options);
  const own = all.filter(({ access_token }) => isToken(token, access_token.token));
  return own.find(({ access_token }) => access_token.token === token) ?? (own.length === 1 ? own[0] : undefined);
}

/** From then on its token is not good any more. */
export async function deleteAuthorization(client: HerokuClient, id: string, options?: CallOptions): Promise<void> {
  await client.send("DELETE", path`/oauth/authorizations/${id}`, undefined, options);
}

const asterisks = "*".repeat(10);

function isToken(token: string, listed: string): boolean {
  const [begin = "", end] = listed.split(asterisks);
  return end === undefined ? token === listed : begin !== "" && token.startsWith(begin) && token.endsWith(end);
}
