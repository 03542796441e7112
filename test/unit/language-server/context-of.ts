import { TextDocument } from "vscode-languageserver-textdocument";
import { parseDotenv } from "../../../src/dotenv/parse-dotenv.ts";
import type { LinkedApp } from "../../../src/language/linked-app.ts";
import { noFacts, noSurroundings, type ProjectFacts, type Surroundings } from "../../../src/language/project-facts.ts";
import { defaultSettings, type LanguageSettings } from "../../../src/language/settings.ts";
import type {
  ClientAbilities,
  Context,
  DotenvContext,
  ProcfileContext,
} from "../../../src/language-server/contexts.ts";
import { parse } from "../../../src/procfile/syntax.ts";

export interface Around {
  readonly file?: string;
  readonly facts?: Partial<ProjectFacts>;
  readonly surroundings?: Partial<Surroundings>;
  readonly settings?: Partial<LanguageSettings>;
  readonly app?: LinkedApp;
  readonly client?: ClientAbilities;
  /** Texts of the project's other files, by path. */
  readonly files?: Readonly<Record<string, string>>;
}

/** A Procfile as the server hands it to a feature. */
export function procfileContext(text: string, around: Around = {}): ProcfileContext {
  return { ...context("Procfile", "procfile", text, around), document: parse(text) };
}

/** A .env as the server hands it to a feature. */
export function dotenvContext(text: string, around: Around = {}): DotenvContext {
  return { ...context(".env", "dotenv", text, around), document: parseDotenv(text) };
}

/** URI of a file of the project in these tests. */
export function uriOf(file: string): string {
  return `file:///project/${file}`;
}

function context(defaultFile: string, language: string, text: string, around: Around): Context {
  const { app, client, files = {}, file = defaultFile } = around;
  return {
    uri: uriOf(file),
    text: TextDocument.create(uriOf(file), language, 1, text),
    surroundings: {
      ...noSurroundings,
      file,
      appName: app?.name,
      appConfigVars: app && new Set(app.configVars),
      facts: { ...noFacts, ...around.facts },
      ...around.surroundings,
    },
    settings: { ...defaultSettings, ...around.settings },
    app,
    ...(client && { client }),
    uriOf,
    read: (path) => Promise.resolve(files[path]),
  };
}
