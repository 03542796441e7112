import type { Range } from "../language/text.ts";
import { applyEdits } from "./apply-edits.ts";
import { complaintAboutName, complaintAboutSize, complaintAboutValue } from "./config-var-rules.ts";
import { type ConfigVars, diffConfigVars, patchOf } from "./diff.ts";
import { parseDotenv } from "./parse-dotenv.ts";
import { simplyQuoted } from "./quote.ts";
import type { DotenvEntry } from "./syntax.ts";
import { removeKey, setKeyAs } from "./write.ts";

/** All config vars of an app as one document in the dialect *workbench*, whose readers are people and this project. */
export function writeConfigDocument(vars: ConfigVars, { head, owners, ownedHead }: DocumentWords): string {
  const keys = [...vars.keys()].sort();
  const lines = (chosen: readonly string[]) => chosen.map((key) => writeConfigLine(key, vars.get(key) ?? ""));
  const free = keys.filter((key) => !owners.has(key));
  const owned = keys.filter((key) => owners.has(key));
  const ownedLines = owned.length === 0 ? [] : ["", `# ${ownedHead}`, ...lines(owned)];
  return `${[`# ${head}`, ...lines(free), ...ownedLines].join("\n")}\n`;
}

/** `KEY=value`, on one line, whatever the value is. */
export function writeConfigLine(key: string, value: string): string {
  return `${key}=${spellingOf(value)}`;
}

export interface DocumentWords {
  readonly head: string;
  readonly ownedHead: string;
  /** Config vars that an add-on sets, and its name. */
  readonly owners: Owners;
}

export type Owners = ReadonlyMap<string, string>;

export type ConfigDocument =
  | { readonly kind: "read"; readonly vars: Map<string, string> }
  | { readonly kind: "refused"; readonly problems: readonly DocumentProblem[] };

export interface DocumentProblem {
  readonly message: string;
  readonly range: Range;
}

/**
 * What the document wants the app to have. Nothing is guessed: a line that is not understood, or a change that Heroku
 * would refuse, refuses the document. `base` is what it was made of.
 */
export function readConfigDocument(text: string, base: ConfigVars, owners: Owners): ConfigDocument {
  const vars = new Map<string, string>();
  const problems: DocumentProblem[] = [];
  const places = new Map<string, Range>();
  for (const item of parseDotenv(text).items) {
    if (item.kind === "other")
      problems.push({ message: "This is neither NAME=value nor a comment.", range: item.range });
    if (item.kind !== "entry") continue;
    const message = complaintAbout(item, vars, base, owners);
    if (message !== undefined) problems.push({ message, range: item.key.range });
    vars.set(item.key.text, item.value.text);
    places.set(item.key.text, item.key.range);
  }
  for (const [key, owner] of owners) {
    if (base.has(key) && !vars.has(key)) problems.push({ message: lockedWords(key, owner), range: top });
  }
  const size = complaintAboutSize(vars);
  if (size?.severity === "error") problems.push({ message: size.message, range: top });
  return problems.length > 0 ? { kind: "refused", problems } : { kind: "read", vars };
}

/** The document with other values; comments, order and all else stay. New keys come before those of add-ons. */
export function updateConfigDocument(text: string, before: ConfigVars, after: ConfigVars, owners: Owners): string {
  let result = text;
  for (const [key, value] of Object.entries(patchOf(diffConfigVars(before, after)))) {
    if (value === null) result = applyEdits(result, removeKey(result, key));
    else if (isIn(result, key)) result = applyEdits(result, setKeyAs(result, key, spellingOf(value)));
    else result = withNewLine(result, writeConfigLine(key, value), owners);
  }
  return result;
}

/** Why a config var cannot be changed by hand. */
export function lockedWords(key: string, owner: string): string {
  return `${key} is set by the add-on ${owner}, and changes only through it.`;
}

const top: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** Exact in the dialect *workbench*, on one line. */
function spellingOf(value: string): string {
  if (/^[\w@%+:,./-]+$/.test(value)) return value;
  const escaped = value.replace(/[\\"]/g, "\\$&").replaceAll("\n", "\\n").replaceAll("\r", "\\r");
  return simplyQuoted(value) ?? `"${escaped}"`;
}

function complaintAbout({ key, value }: DotenvEntry, seen: ConfigVars, base: ConfigVars, owners: Owners) {
  const name = key.text;
  if (!value.closed) return `The quote of ${name} has no end.`;
  if (seen.has(name)) return `${name} stands here twice.`;
  const owner = owners.get(name);
  const old = base.get(name);
  if (owner !== undefined && old !== value.text) return lockedWords(name, owner);
  const complaint = old === undefined ? complaintAboutName(name) : undefined;
  if (complaint?.severity === "error") return complaint.message;
  return complaintAboutValue(value.text)?.message;
}

function isIn(text: string, key: string): boolean {
  return parseDotenv(text).items.some((item) => item.kind === "entry" && item.key.text === key);
}

/** Behind the last line of a key that no add-on owns, else behind the comment at the top. */
function withNewLine(text: string, line: string, owners: Owners): string {
  const { items } = parseDotenv(text);
  const last =
    items.findLast((item) => item.kind === "entry" && !owners.has(item.key.text)) ??
    (items[0]?.kind === "comment" ? items[0] : undefined);
  const at = last === undefined ? { line: 0, character: 0 } : last.range.end;
  const inserted = last === undefined ? `${line}\n` : `\n${line}`;
  return applyEdits(text, [{ range: { start: at, end: at }, text: inserted }]);
}
