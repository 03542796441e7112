import { inLine, type Place, splitLines } from "../../language/text.ts";

/** The keys of a `.env` with their places; of two with one name the last. */
export function readDotenvKeys(text: string, file: string): Map<string, Place> {
  const keys = new Map<string, Place>();
  for (const [index, line] of splitLines(text).entries()) {
    const match = /^(\s{0,100}(?:export\s{1,100})?)([A-Za-z_]\w*)\s{0,100}=/.exec(line.text);
    if (!match?.[2]) continue;
    const start = match[1]?.length ?? 0;
    keys.set(match[2], { file, range: inLine(index, start, start + match[2].length) });
  }
  return keys;
}
