import { looksKnown } from "../../dotenv/looks-secret.ts";
import { type HeaderList, pairsOf } from "../header-list.ts";
import { scrubFreeText } from "./scrub-free-text.ts";
import { isSecretField, isSecretHeader, scrubbed } from "./secret-names.ts";

/** A path with its query, without what lets others in: `/reset/SCRUBBED?token=SCRUBBED`. */
export function scrubPath(path: string): string {
  const [, way = "", query, fragment] = /^([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(path) ?? [];
  const rest = [
    query === undefined ? "" : `?${scrubForm(query)}`,
    fragment === undefined ? "" : `#${scrubForm(fragment)}`,
  ];
  return scrubWay(way) + rest.join("");
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

/** One value of a field, by its name and by its look; it may hold JSON or a URL in turn. */
export function scrubValue(name: string, value: string): string {
  if (value !== "" && (isSecretField(name, value) || looksKnown("", value))) return scrubbed;
  if (/^(?:https?:\/)?\/\S*$/.test(value)) return scrubUrl(value);
  return (/^\s*[{[]/.test(value) ? scrubJson(value) : undefined) ?? scrubFreeText(value);
}

/** The text as it was where nothing is secret; undefined when it is no JSON. */
export function scrubJson(text: string): string | undefined {
  try {
    const before: unknown = JSON.parse(text);
    let isChanged = false;
    const clean = (value: string | number, name: string, isInSecret: boolean): string | number => {
      const changed = isInSecret && value !== "" ? scrubbed : scrubValue(name, String(value));
      if (changed === String(value)) return value;
      isChanged = true;
      return changed;
    };
    const walk = (value: unknown, name: string, isInSecret: boolean): unknown => {
      if (Array.isArray(value)) return value.map((one) => walk(one, name, isInSecret));
      if (typeof value === "object" && value !== null) {
        const isSecret = isInSecret || isSecretField(name);
        return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, walk(one, key, isSecret)]));
      }
      return typeof value === "string" || typeof value === "number" ? clean(value, name, isInSecret) : value;
    };
    const after = walk(before, "", false);
    return isChanged ? JSON.stringify(after) : text;
  } catch {
    return undefined;
  }
}

/** Secrets of the request's person by name, and of any header by look. */
export function scrubHeaders(headers: HeaderList): [name: string, value: string][] {
  return [...pairsOf(headers)].map(([name, value]) => {
    if (isSecretHeader(name) || /^(?:bearer|basic|digest|token)\s/i.test(value)) return [name, scrubbed];
    return [name, /^sec-websocket-protocol$/i.test(name) ? scrubProtocols(value) : scrubValue("", value)];
  });
}

/** Browsers can give a WebSocket no header but this one, so that tokens stand in it. */
function scrubProtocols(value: string): string {
  return value.replace(/[^\s,]{20,}/g, (protocol) => (/\d/.test(protocol) ? scrubbed : protocol));
}

function scrubField(name: string, coded: string): string {
  const value = decoded(coded);
  const clean = scrubValue(name, value);
  return clean === value ? coded : encodeURIComponent(clean);
}

/** A URL in a value, such as a referrer or where to go on to. */
function scrubUrl(value: string): string {
  const [, scheme = "", host = "", path = ""] = /^(https?:\/\/)?((?<=\/\/)[^/?#]*)?(.*)$/is.exec(value) ?? [];
  return scheme + host.replace(/^.*@/s, `${scrubbed}@`) + scrubPath(path);
}

/** Links that let in whoever has them. */
const afterThese =
  /^(?:reset|password|edit|confirm|confirmation|verify|invite|invitation|magic|login|token|unsubscribe|hooks?|webhooks?|services)$/i;

function scrubWay(way: string): string {
  const segments = way.split("/");
  return segments
    .map((segment, at) => {
      const [head = "", ...parameters] = segment.split(";");
      const value = decoded(head);
      const isLink = afterThese.test(segments[at - 1] ?? "") && value.length >= 20 && /\d/.test(value);
      return [isLink || looksKnown("", value) ? scrubbed : head, ...parameters.map(scrubForm)].join(";");
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
