import { inLine, type Place } from "../../language/text.ts";
import { parseShell } from "../../procfile/shell/parse-shell.ts";
import { parse } from "../../procfile/syntax.ts";
import type { DotenvContext } from "../contexts.ts";

/** Where the root's Procfile uses `$NAME`; the place is that of the name, without `$` and braces. */
export async function procfileUses(context: DotenvContext, name: string): Promise<Place[]> {
  const file = "Procfile";
  const text = await context.read(file);
  if (text === undefined) return [];
  return parse(text).lines.flatMap((line, index) => {
    if (line.kind !== "process") return [];
    const { text: command, start } = line.command;
    return parseShell(command)
      .variables.filter((variable) => variable.name === name)
      .map((variable) => {
        const from = start + command.indexOf(name, variable.start);
        return { file, range: inLine(index, from, from + name.length) };
      });
  });
}

/** Where source code reads the config var. */
export function codeUses({ surroundings }: DotenvContext, name: string): readonly Place[] {
  return surroundings.facts.configVarUses.get(name) ?? [];
}

/** Where app.json declares it. */
export function manifestPlace({ surroundings }: DotenvContext, name: string): Place | undefined {
  return surroundings.facts.manifest?.env.get(name)?.place;
}
