import type { Fix, Problem } from "../../language/problem.ts";
import type { ManifestVariable, Surroundings } from "../../language/project-facts.ts";
import { inLine } from "../../language/text.ts";
import { isExampleFile } from "../dialect.ts";
import { looksKnown, looksReal, looksSecret } from "../looks-secret.ts";
import { quoteValue } from "../quote.ts";
import type { DotenvEntry } from "../syntax.ts";
import { entriesOf, fix, found, lineRange, type Source } from "./source.ts";

/** What git, app.json and the linked app say to the file. Only the root's `.env` is compared with the last two. */
export function checkProject(source: Source, surroundings: Surroundings): Problem[] {
  const entries = entriesOf(source.document);
  const secrets = isExampleFile(surroundings.file) ? checkExample(entries) : checkTracked(entries, surroundings);
  const ports = checkPort(entries, surroundings.file);
  if (surroundings.file !== ".env") return [...secrets, ...ports];
  return [...secrets, ...ports, ...checkRequired(source, entries, surroundings), ...checkApp(entries, surroundings)];
}

function checkExample(entries: readonly DotenvEntry[]): Problem[] {
  const real = entries.filter(({ key, value }) => looksReal(key.text, value.text));
  return real.map(({ key, value }) =>
    looksKnown(key.text, value.text)
      ? found("env-secret-in-example", value.range, leak(key.text))
      : found("env-secret-in-example", value.range, perhapsLeak(key.text), { severity: "information" }),
  );
}

function leak(key: string): string {
  return `The value of ${key} looks like a real secret, and examples are committed. Put a placeholder here, and renew the secret if the file was pushed.`;
}

function perhapsLeak(key: string): string {
  return `The value of ${key} looks generated, and who copies the file uses the same one. A placeholder makes everybody generate their own.`;
}

/** One problem for the file, at its first secret. */
function checkTracked(entries: readonly DotenvEntry[], { file, facts }: Surroundings): Problem[] {
  if (!facts.trackedDotenvFiles?.has(file)) return [];
  const isSecret = isCommittedByCustom(file) ? looksReal : looksSecret;
  const [first, ...others] = entries.filter(({ key, value }) => isSecret(key.text, value.text));
  if (!first) return [];
  const message = `git tracks ${file}, and ${first.key.text} looks like a secret. Take the file out with "git rm --cached ${file}", add it to .gitignore, and renew what was pushed.`;
  const related = others
    .slice(0, 20)
    .map(({ key }) => ({ message: `${key.text} looks like a secret too`, range: key.range }));
  return [found("env-secret-in-git", first.key.range, message, { related })];
}

/** Frameworks commit `.env.test`, `.env.development` and the like: there only what looks real is one. */
function isCommittedByCustom(file: string): boolean {
  return /(^|[/.])(test|testing|ci|dev|development)(\.env)?$/.test(file.toLowerCase());
}

/** An example need not have one yet, and only the `.env` is read for it unasked. */
function checkPort(entries: readonly DotenvEntry[], file: string): Problem[] {
  if (isExampleFile(file) || (file !== "" && !/(^|\/)\.env$/.test(file))) return [];
  const bad = entries.filter(({ key, value }) => key.text === "PORT" && !isPort(value.text));
  return bad.map(({ value, key }) =>
    found(
      "env-port",
      value.raw === "" ? key.range : value.range,
      "foreman, heroku local and honcho take PORT for the first process's port, which is a number from 1 to 65535.",
    ),
  );
}

function isPort(text: string): boolean {
  return /^[0-9]{1,5}$/.test(text) && Number(text) > 0 && Number(text) < 65_536;
}

function checkRequired(source: Source, entries: readonly DotenvEntry[], { facts }: Surroundings): Problem[] {
  const required = [...(facts.manifest?.env ?? [])].filter(([, variable]) => isNeeded(variable));
  const present = new Map(entries.map((entry) => [entry.key.text, entry]));
  const empty = required.flatMap(([key]) => {
    const entry = present.get(key);
    return entry?.value.text === ""
      ? [found("env-empty-required", entry.key.range, `app.json requires ${key}, which has no value here.`)]
      : [];
  });
  const missing = required.map(([key]) => key).filter((key) => !present.has(key));
  return missing.length === 0 ? empty : [...empty, missingKeys(source, missing)];
}

/** The setup asks for it: Heroku makes no value and app.json has none. */
function isNeeded({ required, generated, value }: ManifestVariable): boolean {
  return required && !generated && value === undefined;
}

/** One problem at the top of the file for all of them, with the ways to add them. */
function missingKeys(source: Source, keys: readonly string[]): Problem {
  const last = source.lines.length - 1;
  const { start, end } = lineRange(source, last);
  const before = end.character > start.character ? source.lineEnd : "";
  const add = (title: string, names: readonly string[]): Fix => {
    const text = names.map((name) => `${name}=${quoteValue("").text}${source.lineEnd}`).join("");
    return fix(title, [{ range: { start: end, end }, text: before + text }], { safe: false });
  };
  const fixes = keys.slice(0, 10).map((key) => add(`Add ${key}`, [key]));
  if (keys.length > 1) fixes.unshift(add("Add all keys that app.json requires", keys));
  const shown = keys.slice(0, 10).join(", ");
  const more = keys.length > 10 ? ` and ${keys.length - 10} more` : "";
  return found(
    "env-missing-required",
    inLine(0, 0, source.lines[0]?.text.length ?? 0),
    `app.json requires config vars that are missing here: ${shown}${more}.`,
    { fixes },
  );
}

function checkApp(entries: readonly DotenvEntry[], { appConfigVars, appName }: Surroundings): Problem[] {
  if (!appConfigVars) return [];
  const lacking = entries.filter(({ key }) => !appConfigVars.has(key.text) && !localKeys.has(key.text));
  return lacking.map(({ key }) =>
    found("env-not-on-app", key.range, `The app ${appName ?? "of this folder"} has no config var ${key.text}.`),
  );
}

/** What Heroku sets itself, or what has another value or none there. */
const localKeys = new Set([
  "PORT",
  "PS",
  "PATH",
  "HOME",
  "DYNO",
  "NODE_ENV",
  "RACK_ENV",
  "RAILS_ENV",
  "HOST",
  "DEBUG",
  "WEB_CONCURRENCY",
]);
