import path from "node:path";
import { filePath } from "./file-path.ts";
import { record } from "./params.ts";
import type { Session } from "./session.ts";

const created = 1;
const changed = 2;
const deleted = 4;

/** Files whose text the facts of a project are made of; of all others only coming and going counts. */
const readFiles = [
  "**/{Procfile,Procfile.*,app.json,package.json,.env,.env.*,.foreman,.gitignore,Gemfile,Rakefile,heroku.yml}",
  "**/{docker-compose*.yml,docker-compose*.yaml,compose.yml,compose.yaml,requirements.txt,Pipfile,pyproject.toml}",
  "**/{go.mod,pom.xml,build.gradle,build.gradle.kts,composer.json,mix.exs,Cargo.toml,manage.py}",
  "**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx,rb,erb,py,go,java,kt,scala,clj,php,ex,exs,rs,cs}",
];

/** What the server asks a client to watch. */
export const watchers = [
  { globPattern: "**/*", kind: created | deleted },
  ...readFiles.map((globPattern) => ({ globPattern, kind: changed })),
];

/** Tells the projects what came, went or changed; returns whether any of it is theirs. */
export function takeFileChanges(session: Session, params: unknown): boolean {
  const { changes } = record(params);
  const files = (Array.isArray(changes) ? changes : []).flatMap(readChange);
  if (files.some(({ comesOrGoes, file }) => comesOrGoes && rootMarks.has(path.basename(file)))) {
    session.projects.findRootsAgain();
  }
  return tellProjects(
    session,
    files.map(({ file }) => file),
  );
}

/** The text of these files is another one now, on disk or in the editor. */
export function tellProjects(session: Session, files: readonly string[]): boolean {
  let isAny = false;
  for (const project of session.projects.open()) {
    const own = files.filter((file) => isInside(project.root, file));
    if (own.length === 0) continue;
    project.changed(own);
    isAny = true;
  }
  return isAny;
}

const rootMarks = new Set(["Procfile", "app.json", "package.json", ".git", "Gemfile", "pyproject.toml", "go.mod"]);

function readChange(change: unknown): { file: string; comesOrGoes: boolean }[] {
  const { uri, type } = record(change);
  const file = typeof uri === "string" ? filePath(uri) : undefined;
  // 2 is FileChangeType.Changed.
  return file === undefined ? [] : [{ file, comesOrGoes: type !== 2 }];
}

function isInside(folder: string, file: string): boolean {
  const way = path.relative(folder, file);
  return !path.isAbsolute(way) && way.split(path.sep)[0] !== "..";
}
