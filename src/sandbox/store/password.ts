import { randomBytes, scryptSync, timingSafeEqual } from "node:crypto";

/** `<salt>.<hash>`, both in base64url. */
export function hashPassword(password: string): string {
  const salt = randomBytes(16);
  return `${salt.toString("base64url")}.${derive(password, salt).toString("base64url")}`;
}

export function isPassword(password: string, stored: string): boolean {
  const [salt = "", hash = ""] = stored.split(".");
  return timingSafeEqual(derive(password, Buffer.from(salt, "base64url")), Buffer.from(hash, "base64url"));
}

function derive(password: string, salt: Buffer): Buffer {
  return scryptSync(password.normalize("NFC"), salt, 32);
}
