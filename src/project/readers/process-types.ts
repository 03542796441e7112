import type { NamedCommand } from "../../language/project-facts.ts";
import { inLine } from "../../language/text.ts";
import { parse } from "../../procfile/syntax.ts";

/** The process types of a Procfile as foreman reads it; of two with one name the last, as on Heroku. */
export function readProcessTypes(text: string, file: string): Map<string, NamedCommand> {
  const types = new Map<string, NamedCommand>();
  for (const [index, line] of parse(text).lines.entries()) {
    if (line.kind !== "process") continue;
    const range = inLine(index, line.name.start, line.name.end);
    types.set(line.name.text, { command: line.command.text, place: { file, range } });
  }
  return types;
}
