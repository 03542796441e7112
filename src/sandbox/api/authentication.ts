import { createHash, timingSafeEqual } from "node:crypto";

/** Whether an `Authorization` header carries the token: as Bearer, or as the password of Basic with any user name. */
export function isAuthorized(header: string | undefined, token: string): boolean {
  const [, scheme = "", value = ""] = /^(\w+) +(\S+) *$/.exec(header ?? "") ?? [];
  if (scheme.toLowerCase() === "bearer") return isSame(value, token);
  if (scheme.toLowerCase() === "basic") return isSame(basicPassword(value), token);
  return false;
}

function basicPassword(encoded: string): string {
  const decoded = Buffer.from(encoded, "base64").toString("utf8");
  return decoded.slice(decoded.indexOf(":") + 1);
}

/** Takes as long for every guess: hashes have one length. */
function isSame(guess: string, token: string): boolean {
  const [a, b] = [guess, token].map((text) => createHash("sha256").update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}
