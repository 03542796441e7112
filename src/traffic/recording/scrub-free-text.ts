import { looksKnown } from "../../dotenv/looks-secret.ts";
import { isSecretField, scrubbed } from "./secret-names.ts";

/** Text of no form that is read as such (XML, YAML, logs, prose): what stands after a secret's name, and known kinds. */
export function scrubFreeText(text: string): string {
  return scrubElements(text).replace(pemKey, scrubbed).replace(assignment, cleanAssignment).replace(word, cleanWord);
}

const pemKey = /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,40}-----|$)/g;

/** `name: value`, `name="value"`, `"name": "value"`. Each part begins where nothing else can, so that none is read twice. */
const assignment =
  /(?<![\w.-])(["']?)([A-Za-z][\w.-]{0,100})\1(\s{0,4}(?:=>|[:=])\s{0,4})("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|(?:(?:bearer|basic|digest|token) )?[^\s"'<>&,;(){}[\]]+)/gi;

function cleanAssignment(all: string, quote: string, name: string, sign: string, value: string): string {
  const [mark = ""] = /^["']/.exec(value) ?? [];
  const bare = mark === "" ? value : value.slice(1, -1);
  if (bare === "" || !isSecretField(name, bare)) return all;
  // A number under a name in quotes is JSON, where a word would be none.
  const around = mark || quote;
  return `${quote}${name}${quote}${sign}${around}${scrubbed}${around}`;
}

const word = /[^\s"'<>,;&=()[\]{}|\\]{16,}/g;

function cleanWord(all: string): string {
  if (looksKnown("", all)) return scrubbed;
  const at = all.indexOf(":") + 1;
  return at > 0 && looksKnown("", all.slice(at)) ? all.slice(0, at) + scrubbed : all;
}

/** What is inside `<password>…</password>`, or all that follows where it does not end. */
function scrubElements(text: string): string {
  let clean = "";
  let at = 0;
  for (const { index, 0: tag, 1: name = "" } of text.matchAll(/<([A-Za-z][\w:.-]{0,100})(?:\s[^<>]*)?>/g)) {
    if (index < at || tag.endsWith("/>") || !isSecretField(name)) continue;
    const begin = index + tag.length;
    const end = text.indexOf(`</${name}`, begin);
    clean += text.slice(at, begin) + scrubbed;
    at = end;
    if (end === -1) return clean;
  }
  return clean + text.slice(at);
}
