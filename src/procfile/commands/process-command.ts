import type { Problem, Severity } from "../../language/problem.ts";
import type { ProjectFacts, Surroundings } from "../../language/project-facts.ts";
import { parseShell } from "../shell/parse-shell.ts";
import type { ShellText, Word } from "../shell/shell.ts";
import type { ProcessLine } from "../syntax.ts";
import { type Invocation, invocationsOf } from "./invocation.ts";

/** A line's command, taken apart once for all rules. */
export interface ProcessCommand {
  readonly name: string;
  readonly text: string;
  readonly shell: ShellText;
  readonly invocations: readonly Invocation[];
  /** `$PORT` stands in it, wherever. */
  readonly mentionsPort: boolean;
}

/** A problem whose columns count from the start of the command. */
export interface CommandProblem {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly start: number;
  readonly end: number;
  readonly fixes?: readonly CommandFix[];
  readonly tag?: NonNullable<Problem["tag"]>;
}

export interface CommandFix {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly CommandEdit[];
  /** A line of its own, put below the command's. */
  readonly lineBelow?: string;
}

export interface CommandEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What a rule knows beside the command. */
export interface Setting extends Surroundings {
  /** A Procfile for a developer's machine, such as `Procfile.dev`: what only production minds is fine there. */
  readonly forDevelopment: boolean;
  /** Process types of the file. */
  readonly types: ReadonlySet<string>;
}

/** A rule of one line: pure, and silent when in doubt. */
export type CommandCheck = (process: ProcessCommand, setting: Setting) => CommandProblem[];

/** Longer than any shell takes as one argument (Linux: 128 KiB) makes no sense; far below it, checks stay quick. */
const longest = 20_000;

export function commandOf(line: ProcessLine): ProcessCommand {
  const { text } = line.command;
  const shell = parseShell(text);
  const mentionsPort = /\$\{?PORT\b/.test(text);
  const invocations = text.length > longest ? [] : invocationsOf(shell);
  return { name: line.name.text, text, shell, invocations, mentionsPort };
}

export function problemAt(
  { start, end }: { start: number; end: number },
  problem: Omit<CommandProblem, "start" | "end">,
): CommandProblem {
  return { ...problem, start, end };
}

/** Takes a word and the blanks before it away. */
export function withoutWord(text: string, { start, end }: Word): CommandEdit {
  const before = text.slice(0, start);
  return { start: before.trimEnd().length, end, text: "" };
}

/** What a script of the root's package.json runs, taken apart; undefined when there is no such script. */
export function scriptOf({ npmScripts }: ProjectFacts, name: string): readonly Invocation[] | undefined {
  const script = npmScripts?.get(name);
  return script && invocationsOf(parseShell(script.command));
}
