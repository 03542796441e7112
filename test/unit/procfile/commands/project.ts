import type { Problem } from "../../../../src/language/problem.ts";
import { noFacts, type ProjectFacts, type Surroundings } from "../../../../src/language/project-facts.ts";
import { inLine } from "../../../../src/language/text.ts";
import { checkCommands } from "../../../../src/procfile/commands/check-commands.ts";
import { parse } from "../../../../src/procfile/syntax.ts";

export interface Project {
  readonly file?: string;
  readonly files?: readonly string[];
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dotenv?: readonly string[];
  readonly manifest?: readonly string[];
  readonly app?: readonly string[];
  readonly complete?: boolean;
}

const nowhere = { file: "", range: inLine(0, 0, 0) };

/** What a project of these files would say. */
export function surroundingsOf(project: Project): Surroundings {
  const { file = "Procfile", files = [], scripts, dotenv, manifest, app, complete = true } = project;
  const facts: ProjectFacts = {
    ...noFacts,
    complete,
    files: new Set(scripts ? [...files, "package.json"] : files),
    npmScripts:
      scripts && new Map(Object.entries(scripts).map(([name, command]) => [name, { command, place: nowhere }])),
    dotenvKeys: dotenv && new Map(dotenv.map((key) => [key, nowhere])),
    manifest: manifest && {
      env: new Map(manifest.map((key) => [key, variable])),
      formation: new Map(),
    },
  };
  return { file, facts, appConfigVars: app && new Set(app), appName: app && "my-app" };
}

const variable = { description: undefined, value: "x", required: true, generated: false, place: nowhere };

export function check(text: string, project: Project = {}): Problem[] {
  return checkCommands(parse(text), surroundingsOf(project));
}

/** `code: marked text`, one per problem. */
export function found(text: string, project: Project = {}): string[] {
  const lines = text.split("\n");
  return check(text, project).map(({ code, range }) => {
    const line = lines[range.start.line] ?? "";
    return `${code}: ${line.slice(range.start.character, range.end.character)}`;
  });
}

/** The text after the first fix of the problem with this code. */
export function fixed(text: string, code: string, project: Project = {}): string | undefined {
  const fix = check(text, project).find((problem) => problem.code === code)?.fixes?.[0];
  if (!fix) return undefined;
  const lines = text.split("\n");
  for (const { range, text: by } of fix.edits.toReversed()) {
    const line = lines[range.start.line] ?? "";
    lines[range.start.line] = line.slice(0, range.start.character) + by + line.slice(range.end.character);
  }
  return lines.join("\n");
}
