import type { TextDocument } from "vscode-languageserver-textdocument";
import type { DotenvDocument } from "../dotenv/syntax.ts";
import type { LinkedApp } from "../language/linked-app.ts";
import type { Surroundings } from "../language/project-facts.ts";
import type { LanguageSettings } from "../language/settings.ts";
import type { ProcfileDocument } from "../procfile/syntax.ts";

/** What a client can do beyond the least that LSP asks of it. */
export interface ClientAbilities {
  /** Completion items may hold `${1:place}`. */
  readonly snippets: boolean;
}

/**
 * What a feature is given: a pure look at one open document at one moment. A feature is one function
 * `(context, params) => result` in a file of its own, `procfile/hover.ts`, `dotenv/completion.ts`; `server.ts` registers it.
 */
export interface Context {
  readonly uri: string;
  readonly text: TextDocument;
  readonly surroundings: Surroundings;
  readonly settings: LanguageSettings;
  /** Undefined while nobody has answered, and when there is none. */
  readonly app: LinkedApp | undefined;
  /** Without it, a client that can do nothing special. */
  readonly client?: ClientAbilities;
  /** URI of a file of the project, from its path relative to the root. */
  uriOf(file: string): string;
  /** Text of a file of the project as the editor has it open, else as it is on disk; undefined when unreadable. */
  read(file: string): Promise<string | undefined>;
}

export interface ProcfileContext extends Context {
  readonly document: ProcfileDocument;
}

export interface DotenvContext extends Context {
  readonly document: DotenvDocument;
}
