import type { Problem } from "../../language/problem.ts";
import type { Surroundings } from "../../language/project-facts.ts";
import { inLine, type Range } from "../../language/text.ts";
import type { ProcfileDocument } from "../syntax.ts";
import { found } from "./found.ts";

/** Heroku reads one file, `Procfile` in the root (https://devcenter.heroku.com/articles/procfile). */
export function checkFilePlace({ lines }: ProcfileDocument, { file, facts }: Surroundings): Problem[] {
  if (isOutside(file)) return [];
  const range = inLine(0, 0, lines[0]?.text.length ?? 0);
  if (!file.includes("/")) return isMisnamed(file) ? [wrongName(file, range)] : [];
  const isElsewhere = file.endsWith("/Procfile") && facts.complete && !facts.files.has("Procfile");
  return isElsewhere ? [wrongFolder(file, range)] : [];
}

/** Nothing is known of where it belongs. */
function isOutside(file: string): boolean {
  return /^(?:\.\.\/|\/|[A-Za-z]:)/.test(file);
}

/** `Procfile.dev` and its like are for other tools, and rightly named. */
function isMisnamed(file: string): boolean {
  return file !== "Procfile" && /^procfile(?:\.(?:txt|text|md|sh|ya?ml|json|rtf))?$/i.test(file);
}

function wrongName(file: string, range: Range): Problem {
  return found("wrong-file-name", range, `Heroku reads a file called Procfile only, not ${file}.`);
}

function wrongFolder(file: string, range: Range): Problem {
  const message = `Heroku reads the Procfile in the root of the repository only, and there is none; ${file} counts when its folder is deployed as the root.`;
  return found("wrong-folder", range, message);
}
