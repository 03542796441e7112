import type { Place } from "./text.ts";

/**
 * What the files of a project say that a Procfile, a .env or an app.json can be checked against. `project/` reads them;
 * the domain rooms only look. Paths are relative to the project's root, with slashes.
 */
export interface ProjectFacts {
  /** Every file that git would not ignore, up to a bound. */
  readonly files: ReadonlySet<string>;
  /** False when the bound was reached: then nothing may be called missing. */
  readonly complete: boolean;
  /** Scripts of the root's package.json by name, with the place of their key; undefined without a (readable) one. */
  readonly npmScripts: ReadonlyMap<string, NamedCommand> | undefined;
  /** Frameworks and runtimes recognised, such as `rails`, `django`, `express`; the main one first. */
  readonly frameworks: readonly Framework[];
  /** Commands for this project, the likeliest first. */
  readonly suggestions: readonly Suggestion[];
  /** Config vars that source code reads, by name (`process.env.X`, `ENV["X"]`, `os.environ["X"]` …). */
  readonly configVarUses: ReadonlyMap<string, readonly Place[]>;
  /** Keys of the root's .env, with their places; undefined without a .env. */
  readonly dotenvKeys: ReadonlyMap<string, Place> | undefined;
  /** What the root's app.json declares; undefined without a (readable) one. */
  readonly manifest: ManifestFacts | undefined;
  /** Process types of the root's Procfile; undefined without one. */
  readonly processTypes: ReadonlyMap<string, NamedCommand> | undefined;
  /** Files that git tracks although they look like `.env` files; undefined when git could not be asked. */
  readonly trackedDotenvFiles: ReadonlySet<string> | undefined;
}

export interface NamedCommand {
  readonly command: string;
  readonly place: Place;
}

export interface ManifestFacts {
  readonly env: ReadonlyMap<string, ManifestVariable>;
  /** Process types of `formation`, with the places of their keys. */
  readonly formation: ReadonlyMap<string, Place>;
}

export interface ManifestVariable {
  readonly description: string | undefined;
  readonly value: string | undefined;
  readonly required: boolean;
  readonly generated: boolean;
  readonly place: Place;
}

export type Framework =
  | "node"
  | "express"
  | "next"
  | "nest"
  | "vite"
  | "ruby"
  | "rails"
  | "sinatra"
  | "python"
  | "django"
  | "flask"
  | "fastapi"
  | "go"
  | "java"
  | "spring-boot"
  | "scala"
  | "clojure"
  | "php"
  | "laravel"
  | "dotnet"
  | "elixir"
  | "rust"
  | "static";

export interface Suggestion {
  /** `web`, `worker`, `release`, `clock` … */
  readonly type: string;
  readonly command: string;
  /** One line: `script "start" of package.json`. */
  readonly why: string;
  /** Command a `release` process would run for this framework's migrations is one of these with type `release`. */
  readonly source: "framework" | "npm-script" | "docker-compose" | "heroku.yml" | "rake" | "go" | "file";
}

/** An empty project: nothing is known, so nothing is missing. */
export const noFacts: ProjectFacts = {
  files: new Set(),
  complete: false,
  npmScripts: undefined,
  frameworks: [],
  suggestions: [],
  configVarUses: new Map(),
  dotenvKeys: undefined,
  manifest: undefined,
  processTypes: undefined,
  trackedDotenvFiles: undefined,
};

/** What every check is given beside the document. */
export interface Surroundings {
  /** Path of the document from the project's root, with slashes: `Procfile`, `api/Procfile.dev`. */
  readonly file: string;
  readonly facts: ProjectFacts;
  /** Config vars of the linked app; undefined when no app is linked or nobody can be asked. */
  readonly appConfigVars: ReadonlySet<string> | undefined;
  /** Name of the linked app, for messages. */
  readonly appName: string | undefined;
}

export const noSurroundings: Surroundings = {
  file: "",
  facts: noFacts,
  appConfigVars: undefined,
  appName: undefined,
};
