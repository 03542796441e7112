import { listOf, readerNames } from "./reader-names.ts";
import { type DotenvReader, dotenvReaders, readDotenv } from "./readers.ts";

export interface QuotedValue {
  /** What to write behind `KEY=`. */
  readonly text: string;
  /** Who reads the value back exactly; found by reading it. */
  readonly readBy: readonly DotenvReader[];
  /** When no spelling serves all of `commonReaders`, or Heroku would not take the value: who differs. */
  readonly warning?: string;
}

/** Readers that a spelling must serve. */
export const commonReaders: readonly DotenvReader[] = ["workbench", "foreman", "heroku-local", "honcho", "dotenv"];

/** The spelling that most readers read as `value`, the common ones first of all. */
export function quoteValue(value: string): QuotedValue {
  const [best = { text: value, readBy: [] }] = spellings(value);
  const warning = warningOf(value, best.readBy);
  return warning === undefined ? best : { ...best, warning };
}

/** Ways to write a value, the best first; of equal ones the simplest. */
export function spellings(value: string): QuotedValue[] {
  return candidates(value)
    .map((text) => ({ text, readBy: dotenvReaders.filter((reader) => readsBack(reader, text, value)) }))
    .sort((one, other) => weight(other.readBy) - weight(one.readBy));
}

/** Heroku's limit for all config vars of an app together, in bytes. */
export const configVarsLimit = 64 * 1024;

/**
 * Quotes that all common readers take away and nothing else, found without reading back; undefined when it takes more.
 * For places where many values are quoted at once.
 */
export function simplyQuoted(value: string): string | undefined {
  if (hard.test(value)) return undefined;
  if (!/["$`]/.test(value)) return `"${value}"`;
  return value.includes("'") ? undefined : `'${value}'`;
}

const lineEnds = "\r\n\v\f\u001c\u001d\u001e\u0085\u2028\u2029";
const hard = new RegExp(String.raw`[\\\0${lineEnds}]`);

function candidates(value: string): string[] {
  const escaped = value.replace(/[\\"]/g, "\\$&").replaceAll("\n", "\\n").replaceAll("\r", "\\r");
  const backslashes = `"${value.replaceAll("\n", "\\n").replaceAll("\t", "\\t")}"`;
  return [value, `"${value}"`, `'${value}'`, `"${escaped}"`, backslashes, `\`${value}\``];
}

/** Another key behind it shows whether the value ends where it should, also where quotes come later in the file. */
function readsBack(reader: DotenvReader, text: string, value: string): boolean {
  const reading = readDotenv(`KEY=${text}\nNEXT_KEY=1\n# "\n# '\n# \`\n`, reader);
  if (reading.kind === "refused" || reading.values.size !== 2) return false;
  return reading.values.get("KEY") === value && reading.values.get("NEXT_KEY") === "1";
}

function weight(readBy: readonly DotenvReader[]): number {
  const common = commonReaders.filter((reader) => readBy.includes(reader)).length;
  return 100 * common + (readBy.includes("workbench") ? 50 : 0) + readBy.length;
}

function warningOf(value: string, readBy: readonly DotenvReader[]): string | undefined {
  if (value.includes("\0")) return "A config var cannot hold the character U+0000.";
  if (new TextEncoder().encode(value).length > configVarsLimit) {
    return "Heroku takes 64 KB for all config vars of an app together; this value alone is longer.";
  }
  const others = commonReaders.filter((reader) => !readBy.includes(reader)).map((reader) => readerNames[reader]);
  if (others.length === 0) return undefined;
  return `No spelling serves every reader${because(value)}: ${listOf(others)} read${others.length === 1 ? "s" : ""} something else.`;
}

function because(value: string): string {
  if (/[\r\n]/.test(value)) return " of a value with line ends";
  if (value.includes("'") && value.includes('"')) return " of a value with both kinds of quotes";
  return value.includes("\\") ? " of a value with backslashes" : "";
}
