/**
 * A Procfile's command as a POSIX shell would split it, with the place of everything; columns are UTF-16 units from the
 * start of the command. Nothing is expanded and nothing is run.
 */
export interface ShellText {
  /** Pipelines and lists taken apart: `a && b | c` has three. */
  readonly commands: readonly SimpleCommand[];
  /** `$NAME` and `${NAME…}` outside single quotes, in order. */
  readonly variables: readonly ShellVariable[];
  /** Everything with a colour, in order, without overlaps. */
  readonly tokens: readonly ShellToken[];
  /** What the shell would refuse, such as a quote without its end. */
  readonly errors: readonly ShellError[];
}

export interface SimpleCommand {
  /** `KEY=value` before the first word. */
  readonly assignments: readonly Assignment[];
  /** Redirections are left out. */
  readonly words: readonly Word[];
  /** Ended by a single `&`. */
  readonly background: boolean;
  /** What stands between it and the next one: `&&`, `||`, `|`, `;`, `&` or nothing. */
  readonly operator: string;
  readonly start: number;
  readonly end: number;
}

export interface Word {
  /** As written. */
  readonly raw: string;
  /** Quotes and backslashes taken away; variables and substitutions stay as written. */
  readonly value: string;
  /** Its value depends on a variable or a substitution. */
  readonly dynamic: boolean;
  readonly start: number;
  readonly end: number;
}

export interface Assignment {
  readonly name: string;
  readonly value: Word;
  readonly start: number;
  readonly end: number;
}

export interface ShellVariable {
  readonly name: string;
  /** From the `$` to its end. */
  readonly start: number;
  readonly end: number;
  /** `${NAME:-default}` and its kin: it may be undefined. */
  readonly hasDefault: boolean;
}

export interface ShellToken {
  readonly kind: "program" | "option" | "string" | "variable" | "operator" | "assignment" | "comment";
  readonly start: number;
  readonly end: number;
}

export interface ShellError {
  readonly message: string;
  readonly start: number;
  readonly end: number;
}
