import type { Edit, Place, Range } from "./text.ts";

export type Severity = "error" | "warning" | "information" | "hint";

/** What a check found. The words name the readers that are affected, and say what they do. */
export interface Problem {
  /** Kebab case; a section of docs/problems.md, whose heading is the code. */
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly range: Range;
  /** Other places that belong to it, such as the first line with the same name. */
  readonly related?: readonly Related[];
  /** The best first. */
  readonly fixes?: readonly Fix[];
  /** How the editor draws it: faded or struck out. */
  readonly tag?: "unnecessary" | "deprecated";
}

export interface Related {
  readonly message: string;
  readonly range: Range;
  /** Another file of the project, relative with slashes; without it the document at hand. */
  readonly file?: string;
}

export interface Fix {
  /** Imperative: `Add the missing colon`. */
  readonly title: string;
  readonly edits: readonly Edit[];
  /** Changes nothing that any reader keeps, or only what is surely wrong: may be part of *fix all*. */
  readonly safe: boolean;
}

/** What is known of a rule beside its problems. Each room lists its rules in one table, `rules.ts`. */
export interface Rule {
  readonly code: string;
  readonly severity: Severity;
  /** One line, as the settings page and the list in docs/problems.md show it. */
  readonly title: string;
}

export type { Edit, Place, Range };
