import type { Range } from "../language/text.ts";

/**
 * A .env file with every byte's place, read in the dialect *workbench*: foreman's, plus what three of four other readers
 * agree on (spaces before the key, `export`, a comment after white space, quoted values over several lines, escapes in
 * double quotes, nothing replaced in single quotes, no interpolation).
 */
export interface DotenvDocument {
  readonly items: readonly DotenvItem[];
}

export type DotenvItem = DotenvEntry | DotenvComment | DotenvBlank | DotenvOther;

export interface DotenvEntry {
  readonly kind: "entry";
  /** From the first character to the last, without the line end; several lines for a quoted value with newlines. */
  readonly range: Range;
  /** The word `export`. */
  readonly exported: Range | undefined;
  readonly key: { readonly text: string; readonly range: Range };
  /** `=`, or `:` in the YAML style. */
  readonly separator: { readonly text: "=" | ":"; readonly range: Range };
  readonly value: DotenvValue;
  /** From its `#` to the end of the line. */
  readonly comment: Range | undefined;
}

export interface DotenvValue {
  /** With its quotes; empty at the end of the separator when there is no value. */
  readonly range: Range;
  readonly raw: string;
  readonly quote: "'" | '"' | "`" | undefined;
  /** False when the quote has no end; then the value is the rest of its line. */
  readonly closed: boolean;
  /** What it means. */
  readonly text: string;
}

export interface DotenvComment {
  readonly kind: "comment";
  readonly range: Range;
}

export interface DotenvBlank {
  readonly kind: "blank";
  readonly range: Range;
}

/** Neither: most readers pass it over, some stop. */
export interface DotenvOther {
  readonly kind: "other";
  readonly range: Range;
}
