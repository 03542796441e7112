import { invalidParams } from "./errors.ts";

/** An e-mail address in small letters. Throws 422 for what is none. */
export function emailOf(text: string): string {
  if (text.length > 254 || !/^[^\s@"'<>]+@[^\s@"'<>]+\.[^\s@"'<>.]+$/.test(text)) {
    throw invalidParams(`${JSON.stringify(text)} is not an email address.`);
  }
  if (text.toLowerCase().endsWith("@herokumanager.com")) throw invalidParams(`${text} belongs to a team.`);
  return text.toLowerCase();
}
