import { listOf, readerNames } from "../../dotenv/reader-names.ts";
import { type DotenvReader, readDotenv } from "../../dotenv/readers.ts";
import type { DotenvEntry } from "../../dotenv/syntax.ts";
import type { DotenvContext } from "../contexts.ts";
import { textOfEntry } from "./entries.ts";

/** Whose readings people compare; of others nobody asks beside a Procfile. */
const readers: readonly DotenvReader[] = ["foreman", "heroku-local", "honcho", "dotenv"];

/** How readers take this entry, read by itself, other than what it seems to say; without the value. */
export function readerDifferences(context: DotenvContext, entry: DotenvEntry): string[] {
  const text = textOfEntry(context, entry);
  const said = new Map<string, string[]>();
  for (const reader of readers) {
    const difference = differenceOf(text, reader, entry);
    if (difference !== undefined) said.set(difference, [...(said.get(difference) ?? []), readerNames[reader]]);
  }
  return [...said].map(
    ([difference, names]) => `${listOf(names)} ${names.length > 1 ? plural(difference) : difference}`,
  );
}

/** As one reader does it; see `plural`. */
function differenceOf(text: string, reader: DotenvReader, { key, value, comment }: DotenvEntry): string | undefined {
  const reading = readDotenv(text, reader);
  if (reading.kind === "refused") return "stops at this line";
  const read = reading.values.get(key.text);
  if (read === value.text) return undefined;
  if (read === undefined) return "does not read this line";
  if (comment && read.startsWith(value.raw) && read.includes("#")) return "keeps the comment as part of the value";
  if (value.quote && value.closed && read.trim() === value.raw) return "keeps the quotes as part of the value";
  if (read.trim() === value.text) return "keeps the white space round the value";
  if (value.text.startsWith(read)) return "cuts the value short";
  if (read === value.text.replace(/\s/g, "")) return "joins the words of the value";
  return "reads another value";
}

function plural(difference: string): string {
  return difference.replace(/^does not /, "do not ").replace(/^(stop|keep|cut|join|read)s /, "$1 ");
}
