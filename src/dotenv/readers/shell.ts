import type { DotenvReading, DotenvWarning, Environment } from "./reading.ts";
import { expandWord } from "./shell-expansion.ts";
import { type ShellCommand, shellCommands } from "./shell-words.ts";

/**
 * What `set -a; . ./.env` assigns in a POSIX shell, without running anything: a line that is a command, or whose value
 * needs one, assigns nothing here and gives a warning.
 */
export function readShell(text: string, environment: Environment): DotenvReading {
  const commands = shellCommands(text);
  if (!Array.isArray(commands)) return { kind: "refused", ...commands };
  const values = new Map<string, string>();
  const warnings: DotenvWarning[] = [];
  const lookUp = (name: string) =>
    values.get(name) ?? (Object.hasOwn(environment, name) ? environment[name] : undefined);
  for (const command of commands) {
    const assignments = assignmentsOf(command);
    if (!assignments) warnings.push({ message: "A shell runs this line as a command", line: command.line });
    for (const { name, word } of assignments ?? []) {
      const value = expandWord(word, lookUp);
      if (value === undefined) warnings.push({ message: "A shell runs a command for this value", line: command.line });
      else values.set(name, value);
    }
  }
  return { kind: "read", values, warnings };
}

interface Assignment {
  readonly name: string;
  readonly word: string;
}

/** Undefined when it is more than assignments. */
function assignmentsOf({ words, simple }: ShellCommand): Assignment[] | undefined {
  if (!simple) return undefined;
  const exported = words[0] === "export" || words[0] === "readonly";
  const assignments: Assignment[] = [];
  for (const word of exported ? words.slice(1) : words) {
    const [, name, value] = /^([A-Za-z_][A-Za-z0-9_]*)=([\s\S]*)$/.exec(word) ?? [];
    if (name !== undefined && value !== undefined) assignments.push({ name, word: value });
    else if (!exported || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(word)) return undefined;
  }
  return assignments;
}
