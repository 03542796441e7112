import { createHash } from "node:crypto";

/** What the store knows of a token. Tokens are random and long: a plain hash cannot be turned round. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
