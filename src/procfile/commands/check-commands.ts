import type { Fix, Problem } from "../../language/problem.ts";
import type { Surroundings } from "../../language/project-facts.ts";
import { inLine } from "../../language/text.ts";
import type { ProcessLine, ProcfileDocument } from "../syntax.ts";
import { checkBackground } from "./check-background.ts";
import { checkDaemonFlag } from "./check-daemon-flag.ts";
import { checkDevelopmentServer } from "./check-development-server.ts";
import { checkEveryStart } from "./check-every-start.ts";
import { checkMissingFile } from "./check-missing-file.ts";
import { checkMissingModule } from "./check-missing-module.ts";
import { checkMissingScript } from "./check-missing-script.ts";
import { checkNestedRunner } from "./check-nested-runner.ts";
import { checkNotInADyno } from "./check-not-in-a-dyno.ts";
import { checkWebPort } from "./check-ports.ts";
import { checkRelease } from "./check-release.ts";
import { checkSamePort } from "./check-same-port.ts";
import { checkSyntax } from "./check-syntax.ts";
import { checkTrafficDuplicator } from "./check-traffic-duplicator.ts";
import { checkTypography } from "./check-typography.ts";
import { checkVariables } from "./check-variables.ts";
import { checkWindows } from "./check-windows.ts";
import { type CommandCheck, type CommandFix, type CommandProblem, commandOf, type Setting } from "./process-command.ts";

/** They are about the text; the others need a command that a shell could take apart. */
const textChecks: readonly CommandCheck[] = [checkSyntax, checkTypography, checkWindows];
const checks: readonly CommandCheck[] = [
  checkWebPort,
  checkBackground,
  checkDaemonFlag,
  checkDevelopmentServer,
  checkRelease,
  checkEveryStart,
  checkMissingFile,
  checkMissingModule,
  checkMissingScript,
  checkVariables,
  checkNestedRunner,
  checkNotInADyno,
  checkTrafficDuplicator,
];

/** What is wrong with the commands of a Procfile, as far as the project tells; in the order of the lines. */
export function checkCommands(document: ProcfileDocument, surroundings: Surroundings): Problem[] {
  const setting = settingOf(document, surroundings);
  const problems: Problem[] = [];
  for (const [number, line] of document.lines.entries()) {
    if (line.kind !== "process") continue;
    for (const problem of checkLine(line, setting)) problems.push(place(problem, line, number));
  }
  return [...problems, ...checkSamePort(document)];
}

interface Checked {
  readonly key: readonly unknown[];
  readonly problems: readonly CommandProblem[];
}

const checked = new WeakMap<ProcessLine, Checked>();

/** A line that was checked in the same setting is not checked again. */
function checkLine(line: ProcessLine, setting: Setting): readonly CommandProblem[] {
  const key = [setting.facts, setting.appConfigVars, setting.appName, setting.file, setting.types.has("release")];
  const known = checked.get(line);
  if (known?.key.every((value, index) => value === key[index])) return known.problems;
  const process = commandOf(line);
  const readable = process.shell.errors.length === 0;
  const problems = [...textChecks, ...(readable ? checks : [])].flatMap((check) => check(process, setting));
  checked.set(line, { key, problems });
  return problems;
}

function settingOf(document: ProcfileDocument, surroundings: Surroundings): Setting {
  const types = new Set<string>();
  for (const line of document.lines) if (line.kind === "process") types.add(line.name.text);
  return { ...surroundings, forDevelopment: isForDevelopment(surroundings.file), types };
}

/** `Procfile.dev`, `dev.procfile`, `Procfile.local.example` … */
export function isForDevelopment(file: string): boolean {
  const name = file.slice(file.lastIndexOf("/") + 1).toLowerCase();
  return /(?:^|[.\-_])(?:dev|devel|develop|development|local|debug|test|testing|hot|watch|docker|windows|win|mac|e2e|ci)(?=$|[.\-_])/.test(
    name,
  );
}

function place(problem: CommandProblem, line: ProcessLine, number: number): Problem {
  const { code, severity, message, fixes = [], tag } = problem;
  const offset = line.command.start;
  const range = inLine(number, offset + problem.start, offset + problem.end);
  const placed = { code, severity, message, range, fixes: fixes.map((fix) => placeFix(fix, line, number)) };
  return tag ? { ...placed, tag } : placed;
}

function placeFix({ title, safe, edits, lineBelow }: CommandFix, line: ProcessLine, number: number): Fix {
  const offset = line.command.start;
  const placed = edits.map(({ start, end, text }) => ({ range: inLine(number, offset + start, offset + end), text }));
  if (lineBelow === undefined) return { title, safe, edits: placed };
  const end = line.text.length;
  const below = { range: inLine(number, end, end), text: `${line.end === "" ? "\n" : line.end}${lineBelow}` };
  return { title, safe, edits: [...placed, below] };
}
