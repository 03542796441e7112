import type { Invocation } from "./invocation.ts";
import { type NamedFile, namedFiles } from "./named-files.ts";
import { nearest } from "./nearest.ts";
import { type CommandCheck, type CommandProblem, problemAt, type Setting } from "./process-command.ts";
import { builds, mayExist, startFolders } from "./project-files.ts";

const code = "missing-file";

/** A script that the project lacks. */
export const checkMissingFile: CommandCheck = ({ invocations }, setting) => {
  if (!setting.facts.complete) return [];
  const seen = new Set<string>();
  return invocations.flatMap((invocation) => {
    const named = namedFiles(invocation).filter(({ word }) => isNew(`${invocation.folder}:${word.value}`, seen));
    if (named.length === 0) return [];
    const folders = startFolders(setting, invocation.folder);
    return named
      .filter(({ word }) => !word.dynamic && /^["']?[\w.@/+-]+["']?$/.test(word.raw) && !word.value.startsWith("/"))
      .flatMap((file) => [...missing(file, folders, setting), ...unbuilt(file, invocation, setting)]);
  });
};

/** A command that names a file four times lacks it once. */
function isNew(key: string, seen: Set<string>): boolean {
  if (seen.has(key)) return false;
  seen.add(key);
  return true;
}

function missing({ word, endings }: NamedFile, folders: readonly string[], setting: Setting): CommandProblem[] {
  const path = word.value.replace(/\/$/, "");
  if (path === "." || path === ".." || mayExist(path, endings, folders, setting)) return [];
  const like = suggestions(path, setting.facts.files);
  const isProgram = /(?:^|\/)[^/.]+$/.test(path) && endings.length === 0;
  if (isProgram && isCompiled(setting)) return [];
  if (/^(?:\.\/)?bin\//.test(path) && isProgram && (like.length === 0 || /\bstart-/.test(path))) return [];
  const title = (file: string) => ({
    title: `Use ${file}`,
    safe: false,
    edits: [{ start: word.start, end: word.end, text: file }],
  });
  const hint = like[0] === undefined ? "" : ` Is it ${like[0]}?`;
  const message = `The project has no ${path}, and no build is known to make it: the process ends at once.${hint}`;
  return [problemAt(word, { code, severity: "warning", message, fixes: like.map(title) })];
}

/** A TypeScript app's `dist/index.js` that nothing makes. */
function unbuilt(
  { word, endings }: NamedFile,
  { program, folder }: Invocation,
  { facts, file }: Setting,
): CommandProblem[] {
  const path = word.value.replace(/^\.\//, "");
  if (program !== "node" || folder !== "" || file.includes("/") || !/^(?:dist|build)\//.test(path)) return [];
  if (!facts.npmScripts || builds(facts) || facts.files.has("Makefile")) return [];
  if (["", ...endings].some((ending) => facts.files.has(path + ending))) return [];
  const message = `git has no ${path}, and package.json has no script build or heroku-postbuild that would make it on Heroku.`;
  return [problemAt(word, { code, severity: "information", message })];
}

/** The languages of these files are compiled on Heroku, to programs without an ending. */
function isCompiled({ facts }: Setting): boolean {
  const names = ["go.mod", "Cargo.toml", "pom.xml", "build.gradle", "build.gradle.kts", "build.sbt", "project.clj"];
  if ([...names, "Package.swift", "mix.exs", "Makefile", "stack.yaml"].some((file) => facts.files.has(file)))
    return true;
  for (const file of facts.files) if (/\.(?:csproj|fsproj|vbproj|sln|cabal)$/.test(file)) return true;
  return false;
}

/** Files of a like name in the same folder, and files of the same name in others. */
function suggestions(path: string, files: ReadonlySet<string>): string[] {
  const plain = path.replace(/^\.\//, "");
  const prefix = path.startsWith("./") ? "./" : "";
  const slash = plain.lastIndexOf("/");
  const folder = plain.slice(0, slash + 1);
  const base = plain.slice(slash + 1);
  const beside: string[] = [];
  const elsewhere: string[] = [];
  for (const file of files) {
    if (file.startsWith(folder) && !file.slice(folder.length).includes("/")) beside.push(file.slice(folder.length));
    else if (file.endsWith(`/${base}`) || file === base) elsewhere.push(file);
  }
  const like = nearest(base, beside).map((name) => folder + name);
  const namesakes = elsewhere.sort((a, b) => a.length - b.length);
  return [...namesakes, ...like].slice(0, 3).map((file) => prefix + file);
}
