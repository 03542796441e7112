import { joinPath } from "../../procfile/commands/invocation.ts";
import type { Word } from "../../procfile/shell/shell.ts";
import type { ProcfileContext } from "../contexts.ts";

/** Endings that a runtime adds to a path, and the first file of a folder. */
const endings = ["", ".js", ".cjs", ".mjs", ".ts", ".rb", ".py", ".php", "/index.js", "/package.json"];

/** The file of the project that a word of a command names; undefined when it names none. */
export function fileOfWord(
  { surroundings: { facts, file } }: Pick<ProcfileContext, "surroundings">,
  { value, dynamic }: Word,
  folder: string | undefined,
): string | undefined {
  if (dynamic || folder === undefined || value.startsWith("/")) return undefined;
  const own = file.slice(0, Math.max(0, file.lastIndexOf("/")));
  const written = [value, value.replace(/^-{1,2}[\w-]+=/, ""), modulePath(value)].filter((each) => each !== undefined);
  for (const base of new Set([folder, joinPath(own, folder) ?? folder])) {
    for (const path of written) {
      const full = joinPath(base, path);
      const found = endings.map((ending) => `${full}${ending}`).find((candidate) => facts.files.has(candidate));
      if (full !== undefined && full !== "" && found !== undefined) return found;
    }
  }
  return undefined;
}

/** `shop.wsgi:application` and `shop.wsgi` are `shop/wsgi.py`. */
function modulePath(value: string): string | undefined {
  const [, module] = /^([A-Za-z_][\w.]*)(?::[\w.()]+)?$/.exec(value) ?? [];
  return module === undefined ? undefined : `${module.replaceAll(".", "/")}.py`;
}
