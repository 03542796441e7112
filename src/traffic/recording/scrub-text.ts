import { looksKnown } from "../../dotenv/looks-secret.ts";
import { type HeaderList, pairsOf } from "../header-list.ts";
import { isSecretField, isSecretHeader, scrubbed } from "./secret-names.ts";

/** A path with its query, without what lets others in: `/reset/SCRUBBED?token=SCRUBBED`. */
export function scrubPath(path: string): string {
  const at = path.indexOf("?");
  const way = at === -1 ? path : path.slice(0, at);
  return scrubWay(way) + (at === -1 ? "" : `?${scrubForm(path.slice(at + 1))}`);
}

/** `a=1&token=x`, as queries and forms have it. What needs no change is left byte for byte. */
export function scrubForm(text: string): string {
  return text
    .split("&")
    .map((field) => {
      const at = field.indexOf("=");
      if (at === -1) return looksKnown("", decoded(field)) ? scrubbed : field;
      return `${field.slice(0, at)}=${scrubField(decoded(field.slice(0, at)), field.slice(at + 1))}`;
    })
    .join("&");
}

/** One value of a plain text field, by its name and by its look. */
export function scrubValue(name: string, value: string): string {
  return value !== "" && (isSecretField(name, value) || looksKnown("", value)) ? scrubbed : scrubUrl(value);
}

/** Secrets of the request's person by name, and of any header by look. */
export function scrubHeaders(headers: HeaderList): [name: string, value: string][] {
  return [...pairsOf(headers)].map(([name, value]) => {
    const isSecret = isSecretHeader(name) || looksKnown("", value) || /^(?:bearer|basic|digest|token)\s/i.test(value);
    return [name, isSecret ? scrubbed : scrubUrl(value)];
  });
}

function scrubField(name: string, coded: string): string {
  const value = decoded(coded);
  const clean = scrubValue(name, value);
  return clean === value ? coded : encodeURIComponent(clean);
}

/** A URL in a value, such as a referrer or where to go on to. */
function scrubUrl(value: string): string {
  if (!/^(?:https?:\/)?\/\S*$/.test(value)) return value;
  const open = value.replace(/^(https?:\/\/)[^/?#@]*@/i, `$1${scrubbed}@`);
  const at = open.indexOf("?");
  return at === -1 ? open : `${open.slice(0, at)}?${scrubForm(open.slice(at + 1))}`;
}

/** Links that let in whoever has them. */
const afterThese =
  /^(?:reset|password|edit|confirm|confirmation|verify|invite|invitation|magic|login|token|unsubscribe|hooks?|webhooks?|services)$/i;

function scrubWay(way: string): string {
  const segments = way.split("/");
  return segments
    .map((segment, at) => {
      const value = decoded(segment);
      const isLink = afterThese.test(segments[at - 1] ?? "") && value.length >= 20 && /\d/.test(value);
      return isLink || looksKnown("", value) ? scrubbed : segment;
    })
    .join("/");
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}
