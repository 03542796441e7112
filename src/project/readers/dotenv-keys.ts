import { parseDotenv } from "../../dotenv/parse-dotenv.ts";
import type { Place } from "../../language/text.ts";

/** The keys of a `.env` with their places; of two with one name the last. */
export function readDotenvKeys(text: string, file: string): Map<string, Place> {
  const keys = new Map<string, Place>();
  for (const item of parseDotenv(text).items) {
    if (item.kind === "entry") keys.set(item.key.text, { file, range: item.key.range });
  }
  return keys;
}
