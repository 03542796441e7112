import type { ProjectFacts } from "../../language/project-facts.ts";
import { joinPath } from "./invocation.ts";
import type { Setting } from "./process-command.ts";

/** Folders that builds and package managers fill; git rarely has what is in them. */
const made =
  /(?:^|\/)(?:dist|build|out|output|target|lib|public|vendor|node_modules|\.[^/]+|venv|env|tmp|staticfiles|releases?|_build|compiled|publish|obj|Debug|Release|generated|www)(?:\/|$)/;

/** Folders that a path in a command may be relative to: the root of the app, and the folder of the Procfile. */
export function startFolders({ file }: Setting, folder: string | undefined): string[] {
  if (folder === undefined) return [];
  const own = file.slice(0, Math.max(file.lastIndexOf("/"), 0));
  return [...new Set([folder, own === "" ? folder : `${own}/${folder}`.replace(/\/$/, "")])];
}

/** Whether the file is in the project, perhaps with an ending, or may be there once a build is done. */
export function mayExist(
  path: string,
  endings: readonly string[],
  folders: readonly string[],
  setting: Setting,
): boolean {
  const { facts, file } = setting;
  if (!facts.complete || file === "" || folders.length === 0) return true;
  return folders.some((folder) => {
    const full = joinPath(folder, path);
    if (full === undefined || isMade(full, facts)) return true;
    return ["", ...endings].some((ending) => facts.files.has(full + ending));
  });
}

/** A build may make it: it is in such a folder, or has a source beside it, or package.json has a build and its folder is new. */
function isMade(path: string, facts: ProjectFacts): boolean {
  if (made.test(path)) return true;
  const stem = path.replace(/\.[^./]+$/, "");
  const sources = ["ts", "mts", "cts", "tsx", "coffee", "go", "rs", "cr", "template", "erb", "in"];
  if (sources.some((extension) => facts.files.has(`${stem}.${extension}`) || facts.files.has(`${path}.${extension}`)))
    return true;
  return builds(facts) && !folderExists(path, facts);
}

/** Something runs in the build that may make files. */
export function builds({ npmScripts, files }: ProjectFacts): boolean {
  const scripts = ["build", "heroku-postbuild", "postinstall", "prepare", "heroku-prebuild", "install"];
  return scripts.some((name) => npmScripts?.has(name)) || files.has("bin/post_compile") || files.has("bin/compile");
}

function folderExists(path: string, { files }: ProjectFacts): boolean {
  const slash = path.lastIndexOf("/");
  if (slash === -1) return true;
  const folder = path.slice(0, slash + 1);
  for (const file of files) if (file.startsWith(folder)) return true;
  return false;
}
