import { parseShell } from "./shell/parse-shell.ts";
import type { ShellText, ShellVariable } from "./shell/shell.ts";

/**
 * The command as the shell sees it after `$NAME` and `${NAME}` have their values; what has no value here stays as it is
 * written, and nothing in single quotes or with an operator in its braces is touched. For eyes only: not to be run.
 */
export function expandCommand(command: string, values: ReadonlyMap<string, string>): string {
  const pieces: string[] = [];
  let from = 0;
  for (const { name, start, end } of simpleVariables(command, parseShell(command))) {
    const value = values.get(name);
    if (value === undefined || start < from) continue;
    pieces.push(command.slice(from, start), value);
    from = end;
  }
  return [...pieces, command.slice(from)].join("");
}

function simpleVariables(command: string, { variables }: ShellText): ShellVariable[] {
  return variables.filter(({ name, start, end }) => {
    const written = command.slice(start, end);
    return written === `$${name}` || written === `\${${name}}`;
  });
}
