/**
 * Microseconds since 1970. Each line of an app has one of its own, larger than that of the line before, so it also
 * serves as the line's id.
 */
export type Micros = number;

/** `2026-11-21T01:28:00.123456`, always 26 characters. */
export function formatMicros(at: Micros): string {
  const millis = Math.floor(at / 1000);
  const seconds = new Date(millis).toISOString().slice(0, 19);
  return `${seconds}.${String(at - Math.floor(millis / 1000) * 1_000_000).padStart(6, "0")}`;
}

/** The reverse; NaN for another text. */
export function parseMicros(text: string): Micros {
  const [seconds = "", fraction = ""] = text.split(".");
  return Date.parse(`${seconds}Z`) * 1000 + Number(fraction);
}
