import { isUtf8 } from "node:buffer";
import { type HeaderList, joined } from "../header-list.ts";
import { scrubFreeText } from "./scrub-free-text.ts";
import { scrubForm, scrubJson, scrubValue } from "./scrub-text.ts";
import { scrubbed } from "./secret-names.ts";

/** A body as a recording has it. */
export type BodyRecord =
  | { readonly text: string }
  | { readonly base64: string }
  /** Not kept; such a request cannot be sent again. */
  | { readonly omitted: "too long" | "compressed" | "unreadable" | "incomplete"; readonly bytes: number };

/**
 * A body without what lets others in. What could hide a secret from us (compressed, or JSON that is none) is not kept;
 * other binary data is, since nobody could look into it.
 */
export function scrubBody(body: Buffer, headers: HeaderList): BodyRecord {
  const type = joined(headers, "content-type");
  const omitted = (why: "compressed" | "unreadable"): BodyRecord => ({ omitted: why, bytes: body.length });
  if (!/^(?:identity)?$/i.test(joined(headers, "content-encoding"))) return omitted("compressed");
  if (/^multipart\//i.test(type)) return stored(scrubParts(body, type));
  if (!isUtf8(body)) return { base64: body.toString("base64") };
  const text = body.toString("utf8");
  if (/x-www-form-urlencoded/i.test(type)) return { text: scrubForm(text) };
  if (!/[/+]json\b/i.test(type)) return { text: scrubLines(text) };
  const clean = scrubJson(text);
  return clean === undefined ? omitted("unreadable") : { text: clean };
}

/** Perhaps JSON, or a line of it after the other. */
function scrubLines(text: string): string {
  const whole = /^\s*[{[]/.test(text) ? scrubJson(text) : undefined;
  return whole ?? scrubFreeText(text.replace(/^[{[].*$/gm, (line) => scrubJson(line) ?? line));
}

/** The fields of a form with files; what is between the boundaries is left byte for byte otherwise. */
function scrubParts(body: Buffer, type: string): Buffer {
  const [, quoted, bare] = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(type) ?? [];
  const boundary = quoted ?? bare;
  if (boundary === undefined) return Buffer.from(scrubbed);
  const parts = body.toString("latin1").split(`--${boundary}`);
  return Buffer.from(parts.map(scrubPart).join(`--${boundary}`), "latin1");
}

function scrubPart(part: string): string {
  const end = part.indexOf("\r\n\r\n");
  if (end === -1) return scrubFreeText(part);
  const head = part.slice(0, end);
  const [, quoted, bare = ""] = /\bname=(?:"([^"]*)"|([^;\s]+))/i.exec(head) ?? [];
  const isFile = /\bfilename/i.test(head);
  if (isFile && !/^content-type:.*(?:text|json|xml)/im.test(head)) return part;
  const name = isFile ? "" : (quoted ?? bare);
  const value = part.slice(end + 4).replace(/\r\n$/, "");
  return `${head}\r\n\r\n${scrubValue(name, value)}\r\n`;
}

function stored(bytes: Buffer): BodyRecord {
  return isUtf8(bytes) ? { text: bytes.toString("utf8") } : { base64: bytes.toString("base64") };
}
