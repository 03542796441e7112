import type { AuthorizationRecord } from "../../store/identity.ts";
import type { Call } from "../call.ts";

/** The token itself is shown once, when it is made. */
export const authorizationView = (
  { parts, user }: Pick<Call, "parts" | "user">,
  authorization: AuthorizationRecord,
  token = authorization.redacted,
) => ({
  access_token: {
    expires_in: secondsUntil(authorization.expiresAt, parts.world.now()),
    id: authorization.tokenId,
    token,
  },
  client: null,
  created_at: authorization.createdAt,
  description: authorization.description,
  grant: null,
  id: authorization.id,
  refresh_token: null,
  scope: authorization.scope,
  session: null,
  updated_at: authorization.updatedAt,
  user: { email: user.email, full_name: user.name, id: user.id },
});

function secondsUntil(time: string | null, now: Date): number | null {
  return time === null ? null : Math.max(0, Math.ceil((Date.parse(time) - now.getTime()) / 1000));
}
