import type { Hover } from "vscode-languageserver";
import { dialectOf } from "../../dotenv/dialect.ts";
import { maskValue } from "../../dotenv/mask.ts";
import type { DotenvEntry } from "../../dotenv/syntax.ts";
import { contains, type Place, type Position } from "../../language/text.ts";
import type { DotenvContext } from "../contexts.ts";
import { codeSpan, escapeMarkdown } from "../procfile/markdown.ts";
import { entryAt } from "./entries.ts";
import { readerDifferences } from "./reader-differences.ts";
import { codeUses, manifestPlace, procfileUses } from "./uses.ts";

const mostLinks = 6;

/** Of a key or its value: what app.json says of it, who reads it how, where it is used; never the value itself. */
export async function hoverDotenv(context: DotenvContext, position: Position): Promise<Hover | null> {
  const entry = entryAt(context.document, position);
  if (!entry) return null;
  const part = [entry.key.range, entry.value.range].find((range) => contains(range, position));
  if (!part) return null;
  const paragraphs = [
    head(entry),
    declaration(context, entry),
    differences(context, entry),
    await uses(context, entry),
    app(context, entry),
  ];
  return { contents: { kind: "markdown", value: paragraphs.filter((each) => each !== "").join("\n\n") }, range: part };
}

function head({ key, value }: DotenvEntry): string {
  const masked = value.text === "" ? "empty" : codeSpan(maskValue(value.text));
  return `${codeSpan(key.text)} = ${masked}`;
}

function declaration({ surroundings }: DotenvContext, { key }: DotenvEntry): string {
  const variable = surroundings.facts.manifest?.env.get(key.text);
  if (!variable) return "";
  const need = variable.required ? "Required by app.json." : "Optional in app.json.";
  const generated = variable.generated ? " Heroku generates its value for a new app." : "";
  return `${variable.description === undefined ? "" : `${escapeMarkdown(variable.description)}\n\n`}${need}${generated}`;
}

function differences(context: DotenvContext, entry: DotenvEntry): string {
  if (dialectOf(context.surroundings.file) !== "workbench") return "";
  const said = readerDifferences(context, entry);
  return said.length === 0 ? "" : `Not every tool reads it so: ${said.join("; ")}.`;
}

async function uses(context: DotenvContext, { key }: DotenvEntry): Promise<string> {
  const declared = manifestPlace(context, key.text);
  const inCode = codeUses(context, key.text);
  const places = [...(await procfileUses(context, key.text)), ...inCode, ...(declared ? [declared] : [])];
  if (places.length === 0) return "";
  const links = places.slice(0, mostLinks).map((place) => link(context, place));
  const rest = places.length > mostLinks ? ` and ${places.length - mostLinks} more` : "";
  return `Used in ${links.join(", ")}${rest}.`;
}

function link({ uriOf }: DotenvContext, { file, range }: Place): string {
  const line = range.start.line + 1;
  return `[${escapeMarkdown(file)}:${line}](${uriOf(file)}#L${line})`;
}

function app({ surroundings }: DotenvContext, { key }: DotenvEntry): string {
  const { appConfigVars, appName } = surroundings;
  if (!appConfigVars || appName === undefined) return "";
  return appConfigVars.has(key.text)
    ? `The app ${appName} has this config var.`
    : `The app ${appName} does not have this config var.`;
}
