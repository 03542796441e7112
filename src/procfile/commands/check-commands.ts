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
import { checkSamePort, type LinePort, type TakenPort, takenPorts } from "./check-same-port.ts";
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

const allChecks = [...textChecks, ...checks];

/** What is wrong with the commands of a Procfile, as far as the project tells; in the order of the lines. */
export function checkCommands(document: ProcfileDocument, surroundings: Surroundings): Problem[] {
  const setting = settingOf(document, surroundings);
  const { facts, appConfigVars, appName, file, types } = setting;
  const key: Key = [facts, appConfigVars, appName, file, types.has("release")];
  const problems: Problem[] = [];
  const ports: LinePort[] = [];
  for (const [number, line] of document.lines.entries()) {
    if (line.kind !== "process") continue;
    const found = checkLine(line, setting, key);
    for (const problem of found.problems) problems.push(place(problem, line, number));
    for (const port of found.ports) ports.push({ ...port, line, number });
  }
  return [...problems, ...checkSamePort(ports)];
}

/** What a line's problems depend on beside the line. */
type Key = readonly unknown[];

interface Checked {
  readonly key: Key;
  readonly problems: readonly CommandProblem[];
  readonly ports: readonly TakenPort[];
}

/** Nobody reads more about one line, and a line of megabytes could have as many. */
const most = 50;

/** Only what was found is kept: the commands taken apart would be many times the file. */
const checked = new WeakMap<ProcessLine, Checked>();

/** A line that was checked in the same setting is not checked again. */
function checkLine(line: ProcessLine, setting: Setting, key: Key): Checked {
  const known = checked.get(line);
  if (known && isSame(known.key, key)) return known;
  const process = commandOf(line);
  const problems: CommandProblem[] = [];
  for (const check of process.shell.errors.length === 0 ? allChecks : textChecks) {
    for (const problem of check(process, setting)) problems.push(problem);
  }
  const ports = takenPorts(process);
  const result = problems.length + ports.length === 0 ? clean(key) : cut(key, problems, ports);
  checked.set(line, result);
  return result;
}

function cut(key: Key, problems: readonly CommandProblem[], ports: readonly TakenPort[]): Checked {
  return { key, problems: problems.slice(0, most), ports: ports.slice(0, most) };
}

/** Most lines have nothing, and can share it. */
function clean(key: Key): Checked {
  const known = cleans.get(key) ?? { key, problems: [], ports: [] };
  cleans.set(key, known);
  return known;
}

const cleans = new WeakMap<Key, Checked>();

function isSame(one: Key, other: Key): boolean {
  return one === other || one.every((value, index) => value === other[index]);
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
