import type { Problem } from "../../language/problem.ts";
import type { Range } from "../../language/text.ts";
import { simplyQuoted } from "../quote.ts";
import type { DotenvEntry } from "../syntax.ts";
import { between, fix, found, type Source } from "./source.ts";

/** Quotes, and what readers do with what they enclose. */
export function checkQuotes(source: Source, { value, key }: DotenvEntry): Problem[] {
  const { quote, raw, range, closed } = value;
  if (!closed) return [unclosed(value)];
  if (quote === "`") return [backticks(value)];
  if (quote && range.start.line !== range.end.line) return [severalLines(source, value, key.text)];
  if (!quote && /^['"]/.test(raw)) {
    const message =
      "Text stands behind the closing quote: heroku local drops it, honcho joins both, foreman and npm's dotenv keep the quotes, godotenv refuses the file.";
    return [found("env-text-after-quote", range, message)];
  }
  return quote === '"' && raw.includes("\\") ? [escapes(value)] : [];
}

type Value = DotenvEntry["value"];

function unclosed({ range, raw, quote = '"' }: Value): Problem {
  if (quote === '"' && raw.indexOf(quote, 1) !== -1) return hiddenEnd(range, raw);
  const message =
    quote === "`"
      ? "This backtick has no end: a shell stops on this line, other readers keep it in the value."
      : "This quote has no end: heroku local 11.10, honcho and a shell stop on this line, foreman and npm's dotenv keep the quote in the value.";
  const edits = [{ range: between(range.end, range.end), text: quote }];
  return found("env-unclosed-quote", range, message, { fixes: [fix("Add the closing quote", edits, { safe: false })] });
}

/** As in `"C:\dir\"`. */
function hiddenEnd(range: Range, raw: string): Problem {
  const inside = raw.slice(1, -1);
  const simple = raw.endsWith('"') && !/["']/.test(inside);
  const edits = [{ range, text: `'${inside}'` }];
  const fixes = simple ? [fix("Use single quotes, where a backslash is only that", edits, { safe: false })] : [];
  const message =
    "The backslash hides the closing quote: honcho and a shell stop on this line, while heroku local and npm's dotenv end the value there.";
  return found("env-unclosed-quote", range, message, { fixes });
}

function backticks({ range, text }: Value): Problem {
  const quoted = simplyQuoted(text);
  const fixes = quoted === undefined ? [] : [fix("Use other quotes", [{ range, text: quoted }], { safe: false })];
  const message =
    "Only npm's dotenv takes backticks for quotes: foreman, heroku local and honcho keep them, and a shell runs what they enclose.";
  return found("env-backtick-quote", range, message, { fixes });
}

function severalLines({ lines }: Source, { range, text, quote }: Value, key: string): Problem {
  const first = { line: range.start.line, character: lines[range.start.line]?.text.length ?? 0 };
  const oneLine = `"${text.replace(/\r\n?/g, "\n").replace(/[\\"]/g, "\\$&").replaceAll("\n", "\\n")}"`;
  const edits = [{ range, text: oneLine }];
  const fixes = quote === '"' || !text.includes("$") ? [fix("Write the line ends as \\n", edits, { safe: false })] : [];
  const message = `heroku local 11.10 and honcho stop on a value over several lines, and foreman reads only the first line of ${key}.`;
  return found("env-multi-line-value", between(range.start, first), message, { fixes });
}

function escapes({ range, raw }: Value): Problem {
  const message = /\\(?![nr])/.test(raw)
    ? "Readers understand this escape differently: heroku local keeps every backslash, npm's dotenv all but those of \\n and \\r."
    : "heroku local keeps \\n as two characters; foreman, honcho and npm's dotenv make a line end of it.";
  return found("env-backslash", range, message);
}
