import type { MaskedRange } from "../../language/linked-app.ts";
import type { DotenvContext } from "../contexts.ts";
import { comparePositions } from "../edits.ts";
import { entriesOf, insideQuotes } from "./entries.ts";

/** Every value that is not empty: which of them is a secret nobody but its owner knows. */
export function maskedRanges({ document }: DotenvContext): MaskedRange[] {
  return entriesOf(document).flatMap((entry) => {
    const range = insideQuotes(entry);
    return comparePositions(range.start, range.end) < 0 ? [{ key: entry.key.text, range }] : [];
  });
}
