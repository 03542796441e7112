import path from "node:path";
import { pathToFileURL } from "node:url";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Place, Problem } from "../../language/problem.ts";
import type { ProjectFacts } from "../../language/project-facts.ts";
import { defaultSettings } from "../../language/settings.ts";
import { applySettings } from "../../language/severity.ts";
import { checks } from "../../language-server/checks.ts";
import { type DocumentKind, documentKind } from "../../language-server/document-kind.ts";
import { pathFrom } from "../../language-server/file-path.ts";
import { findRoot } from "../../project/find-root.ts";
import { createProject } from "../../project/project.ts";
import { readDotenvKeys } from "../../project/readers/dotenv-keys.ts";
import { nameOf, readNamed } from "./read-file.ts";
import type { SharedOptions } from "./shared-options.ts";
import { failure } from "./verb.ts";

export interface Checked {
  readonly kind: DocumentKind;
  readonly text: string;
  readonly problems: readonly Problem[];
}

/** What the language server reports of the file with its default settings and no linked app. Throws a `Failure`. */
export async function checkFile(options: SharedOptions): Promise<Checked> {
  const { procfile: file } = options;
  // An editor keeps a byte order mark to itself.
  const text = await readNamed(file);
  const root = options.root ?? (await findRoot(file));
  const facts = await withEnvFiles(await createProject(root).facts(), root, options);
  const { href } = pathToFileURL(file);
  const kind = documentKind(href, "") ?? otherName(file);
  const document = { uri: href, kind, path: file, text: TextDocument.create(href, kind, 1, text), procfile: undefined };
  const surroundings = { file: pathFrom(root, file), facts, appConfigVars: undefined, appName: undefined };
  const problems = await checks[kind](document, surroundings);
  return { kind, text, problems: applySettings(problems, defaultSettings) };
}

/** A Procfile may have any name, but no tool's own hidden file is one. */
function otherName(file: string): DocumentKind {
  if (!path.basename(file).startsWith(".")) return "procfile";
  throw failure(`${nameOf(file)} is neither a Procfile nor a .env, app.json or other file that is checked here.`);
}

/** With `-e`, the keys of those files stand for those of the root's `.env`. */
async function withEnvFiles(facts: ProjectFacts, root: string, { envFiles }: SharedOptions): Promise<ProjectFacts> {
  if (!envFiles) return facts;
  const keys: [string, Place][] = [];
  for (const file of envFiles) keys.push(...readDotenvKeys(await readNamed(file), pathFrom(root, file)));
  return { ...facts, dotenvKeys: new Map(keys) };
}
