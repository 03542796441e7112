import { applyEdits } from "./apply-edits.ts";
import { quoteValue } from "./quote.ts";
import { removeKey, setKey } from "./write.ts";

export interface FilledFile {
  readonly text: string;
  /** Keys whose value some common reader of .env files reads as something else, and who. */
  readonly warnings: readonly { readonly key: string; readonly message: string }[];
}

/** Puts values into a .env file, null takes one away. Comments, order and all other lines keep every byte. */
export function fillEnvFile(text: string, change: Readonly<Record<string, string | null>>): FilledFile {
  const warnings: { key: string; message: string }[] = [];
  let result = text;
  for (const [key, value] of Object.entries(change)) {
    result = applyEdits(result, value === null ? removeKey(result, key) : setKey(result, key, value));
    const message = value === null ? undefined : quoteValue(value).warning;
    if (message !== undefined) warnings.push({ key, message });
  }
  return { text: result, warnings };
}
