import type { Framework, Suggestion } from "../../language/project-facts.ts";
import type { Mark, MarkKind } from "../marks.ts";

/** What a language's recogniser may look at. */
export interface Evidence {
  readonly files: ReadonlySet<string>;
  readonly marks: readonly Mark[];
  /** Text of a file of the project; undefined when it is not there. */
  read(file: string): Promise<string | undefined>;
}

/** What a recogniser found, the likeliest first. */
export interface Recognised {
  readonly frameworks: readonly Framework[];
  readonly suggestions: readonly Suggestion[];
}

export const nothing: Recognised = { frameworks: [], suggestions: [] };

/** A command that comes from what the project is built with. */
export function suggest(type: string, command: string, why: string): Suggestion {
  return { type, command, why, source: "framework" };
}

/** The first of these files that is there. */
export function firstOf(files: ReadonlySet<string>, candidates: readonly string[]): string | undefined {
  return candidates.find((file) => files.has(file));
}

/** Marks of one kind, those of files that are near the root and no tests first. */
export function marksOf(marks: readonly Mark[], kind: MarkKind): Mark[] {
  return marks
    .filter((mark) => mark.kind === kind && !/(?:^|\/)(?:tests?|spec|examples?|docs)\//.test(mark.file))
    .toSorted((one, other) => depth(one.file) - depth(other.file));
}

/** The process type that a program of this name is likely to be: a `server` is `web`, a `scheduler` is `clock`. */
export function typeFor(name: string): string {
  const last = name.toLowerCase();
  if (/(?:^|[-_:./])(?:web|server|api|app|serve|start)$/.test(last)) return "web";
  if (/(?:^|[-_:./])(?:workers?|work|jobs?|queue|consumer)$/.test(last)) return "worker";
  if (/(?:^|[-_:./])(?:release|migrate|migrations?|deploy)$/.test(last)) return "release";
  if (/(?:^|[-_:./])(?:clock|scheduler?|cron|beat)$/.test(last)) return "clock";
  return name.replace(/[^A-Za-z0-9_-]+/g, "-").replace(/^-+|-+$/g, "");
}

function depth(file: string): number {
  return file.split("/").length;
}
