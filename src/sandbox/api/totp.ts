import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
/** Seconds that a code is good for (RFC 6238). */
const step = 30;

/** The six digits that an authenticator app shows for a secret in base 32 at a time. */
export function totp(secret: string, at: Date): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at.getTime() / 1000 / step)));
  const digest = createHmac("sha1", fromBase32(secret)).update(counter).digest();
  const offset = digest.readUInt8(digest.length - 1) & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/** Whether a code is the one of now, or of the step before or after: clocks differ. */
export function isTotp(code: string, secret: string, now: Date): boolean {
  const given = Buffer.from(code.replaceAll(" ", ""));
  return [-step, 0, step].some((seconds) => {
    const expected = Buffer.from(totp(secret, new Date(now.getTime() + seconds * 1000)));
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}

export function randomSecret(): string {
  return [...randomBytes(32)].map((byte) => alphabet[byte & 31]).join("");
}

/** At least 80 bits, which is 16 characters; blanks and small letters are taken. */
export function isSecret(text: string): boolean {
  return /^[A-Z2-7]{16,}=*$/i.test(text.replaceAll(" ", ""));
}

function fromBase32(text: string): Buffer {
  const letters = text.toUpperCase().replace(/[ =]/g, "");
  const bits = [...letters].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, "0")).join("");
  return Buffer.from((bits.match(/[01]{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
