import type { Suggestion } from "../../language/project-facts.ts";
import { type Evidence, typeFor } from "./evidence.ts";

/** Scripts whose name says what process they are: `bin/worker`, `scripts/release.sh`. */
export async function suggestFromFiles({ files }: Pick<Evidence, "files">): Promise<Suggestion[]> {
  return [...files].flatMap((file) => {
    const [, path, name] = /^((?:bin|scripts?)\/([\w-]{1,60})(?:\.sh)?|(?:release|start|worker)\.sh)$/.exec(file) ?? [];
    if (path === undefined) return [];
    const type = typeFor(name ?? path.replace(/\.sh$/, ""));
    if (!["web", "worker", "release", "clock"].includes(type)) return [];
    const command = path.endsWith(".sh") ? `bash ${path}` : path;
    return [{ type, command, why: `the file ${path}`, source: "file" }];
  });
}
