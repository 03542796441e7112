import { parseDotenv } from "../../dotenv/parse-dotenv.ts";
import type { DotenvValue } from "../../dotenv/syntax.ts";
import type { MaskedRange } from "../../language/linked-app.ts";

export type HiddenValue = MaskedRange;

/**
 * The same as the server's answer to `maskedRanges`, without the way there: a value must not be seen for as long as a
 * server takes to start.
 */
export function hiddenValues(text: string): HiddenValue[] {
  return parseDotenv(text).items.flatMap((item) => {
    if (item.kind !== "entry") return [];
    const range = inside(item.value);
    const isEmpty = range.start.line === range.end.line && range.start.character >= range.end.character;
    return isEmpty ? [] : [{ key: item.key.text, range }];
  });
}

/** Examples are made to be read, and `user-dirs.dirs` is no secret of anyone. */
export function holdsSecrets(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  if (/[.-](?:defaults?|dist|examples?|sample|schema|template)$/.test(name.replace(/\.env$/, ""))) return false;
  return name.includes(".env") || name === ".flaskenv" || !name.includes(".");
}

/** Between the quotes, where there are any. */
function inside({ range, quote, closed }: DotenvValue): DotenvValue["range"] {
  if (quote === undefined) return range;
  const { start, end } = range;
  return {
    start: { line: start.line, character: start.character + 1 },
    end: closed ? { line: end.line, character: end.character - 1 } : end,
  };
}
