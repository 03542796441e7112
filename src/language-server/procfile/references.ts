import type { Location } from "vscode-languageserver";
import { inLine, type Position, type Range } from "../../language/text.ts";
import { commandOf } from "../../procfile/commands/process-command.ts";
import type { ProcfileContext } from "../contexts.ts";
import { locationOf } from "./definition.ts";
import { subjectAt } from "./subject-at.ts";
import { typePlacesElsewhere, typeRanges } from "./type-places.ts";

/** Where a process type or a config var is named: in this Procfile, in its companions and in source code. */
export async function procfileReferences(
  context: ProcfileContext,
  position: Position,
  { includeDeclaration }: { includeDeclaration: boolean },
): Promise<Location[]> {
  const subject = subjectAt(context.document, position);
  if (subject?.kind === "type") {
    const own = includeDeclaration ? typeRanges(context, subject.name) : [];
    const others = await typePlacesElsewhere(context, subject.name);
    return [...here(context, own), ...others.map((place) => locationOf(context, place))];
  }
  if (subject?.kind !== "variable") return [];
  const { facts } = context.surroundings;
  const declared = [facts.dotenvKeys?.get(subject.name), facts.manifest?.env.get(subject.name)?.place];
  const places = [...(includeDeclaration ? declared : []), ...(facts.configVarUses.get(subject.name) ?? [])];
  const located = places.flatMap((place) => (place ? [locationOf(context, place)] : []));
  return [...here(context, variableRanges(context, subject.name)), ...located];
}

function here({ uri }: ProcfileContext, ranges: readonly Range[]): Location[] {
  return ranges.map((range) => ({ uri, range }));
}

function variableRanges({ document }: ProcfileContext, name: string): Range[] {
  return document.lines.flatMap((line, index) => {
    if (line.kind !== "process") return [];
    const { start } = line.command;
    return commandOf(line)
      .shell.variables.filter((variable) => variable.name === name)
      .map((variable) => inLine(index, start + variable.start, start + variable.end));
  });
}
