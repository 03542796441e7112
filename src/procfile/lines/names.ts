import type { Fix, Problem } from "../../language/problem.ts";
import { inLine, type Range } from "../../language/text.ts";
import { cnbName } from "../readers/cnb.ts";
import type { ProcessLine, ProcfileDocument } from "../syntax.ts";
import { found } from "./found.ts";

/** What is wrong with the names of a Procfile together. */
export function checkNames({ lines }: ProcfileDocument): Problem[] {
  const processes: Numbered[] = [];
  for (const [index, line] of lines.entries()) if (line.kind === "process") processes.push({ line, index });
  const last = lines.length - 1;
  return [...(lines.some(isConflict) ? [] : duplicates(processes, last)), ...dashes(processes)];
}

interface Numbered {
  readonly line: ProcessLine;
  readonly index: number;
}

/** The same name twice is no news between the two sides of a merge conflict. */
function isConflict({ kind, text }: ProcfileDocument["lines"][number]): boolean {
  return kind === "other" && text.startsWith("<<<<<<<");
}

function duplicates(processes: readonly Numbered[], lastLine: number): Problem[] {
  const byName = new Map<string, Numbered>();
  const byFirName = new Map<string, Numbered>();
  const problems: Problem[] = [];
  for (const process of processes) {
    const { text } = process.line.name;
    const firName = cnbName(text) ?? text;
    const same = byName.get(text);
    const sameOnFir = byFirName.get(firName);
    if (!same) byName.set(text, process);
    if (!sameOnFir) byFirName.set(firName, process);
    if (same) problems.push(duplicate(same, process, lastLine));
    else if (sameOnFir) problems.push(duplicateOnFir(sameOnFir, process, firName));
  }
  return problems;
}

function duplicate(first: Numbered, process: Numbered, lastLine: number): Problem {
  const name = process.line.name.text;
  const message = `${name} is defined twice: Heroku and heroku local keep the last one, foreman, goreman and forego start both, honcho and overmind refuse the file.`;
  return found("duplicate-name", rangeOf(process), message, {
    related: [{ message: `the first ${name}`, range: rangeOf(first) }],
    fixes: [removal("Remove this line", process, lastLine), removal("Remove the first one", first, lastLine)],
  });
}

function duplicateOnFir(first: Numbered, process: Numbered, firName: string): Problem {
  const message = `Heroku (Fir) calls both ${first.line.name.text} and ${process.line.name.text} ${firName}, and keeps the last one.`;
  return found("duplicate-name-on-fir", rangeOf(process), message, {
    related: [{ message: `the first ${firName}`, range: rangeOf(first) }],
  });
}

function removal(title: string, { line, index }: Numbered, lastLine: number): Fix {
  const end = index < lastLine ? { line: index + 1, character: 0 } : { line: index, character: line.text.length };
  return { title, edits: [{ range: { start: { line: index, character: 0 }, end }, text: "" }], safe: false };
}

/** Said once for a file: nothing but one old reader minds. */
function dashes(processes: readonly Numbered[]): Problem[] {
  const [first, ...others] = processes.filter(({ line }) => line.name.text.includes("-")).slice(0, shownDashes);
  if (!first) return [];
  const message =
    "heroku local 11.10 stops on this line: it takes no dash in a name. Later ones do, and so does every other reader.";
  const related = others.map((process) => ({ message: "another name with a dash", range: rangeOf(process) }));
  return [found("dash-in-name", rangeOf(first), message, related.length > 0 ? { related } : {})];
}

const shownDashes = 20;

function rangeOf({ line: { name }, index }: Numbered): Range {
  return inLine(index, name.start, name.end);
}
