import type { Location } from "vscode-languageserver";
import type { Place, Position } from "../../language/text.ts";
import { inLine } from "../../language/text.ts";
import type { ProcfileContext } from "../contexts.ts";
import { fileOfWord } from "./script-file.ts";
import { subjectAt } from "./subject-at.ts";

/** A script in package.json, a file, or where a config var gets its value: `.env` first, then app.json. */
export function procfileDefinition(context: ProcfileContext, position: Position): Location[] {
  const subject = subjectAt(context.document, position);
  const { facts } = context.surroundings;
  if (subject?.kind === "variable") {
    const places = [facts.dotenvKeys?.get(subject.name), facts.manifest?.env.get(subject.name)?.place];
    return places.flatMap((place) => (place ? [locationOf(context, place)] : []));
  }
  if (subject?.kind === "script") {
    const script = facts.npmScripts?.get(subject.call.name);
    return script ? [locationOf(context, script.place)] : [];
  }
  if (subject?.kind === "type") {
    const place = facts.manifest?.formation.get(subject.name);
    return place ? [locationOf(context, place)] : [];
  }
  const file = subject && fileOfWord(context, subject.word, subject.folder);
  return file === undefined ? [] : [{ uri: context.uriOf(file), range: inLine(0, 0, 0) }];
}

export function locationOf(context: Pick<ProcfileContext, "uriOf">, { file, range }: Place): Location {
  return { uri: context.uriOf(file), range };
}
