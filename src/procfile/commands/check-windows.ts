import type { Word } from "../shell/shell.ts";
import { type CommandCheck, type CommandProblem, type ProcessCommand, problemAt } from "./process-command.ts";

const code = "windows-command";

/** What only cmd.exe understands. A dyno's shell is bash. */
export const checkWindows: CommandCheck = (process, { file }) => {
  if (/win/i.test(file)) return [];
  return [...setCommands(process), ...percentVariables(process), ...backslashPaths(process)];
};

/** `set PORT=5000 && node x` sets nothing in a POSIX shell. */
function setCommands({ invocations, text }: ProcessCommand): CommandProblem[] {
  if (!text.includes("set")) return [];
  return invocations.flatMap(({ program, word, args, quoted }) => {
    const [first] = args;
    if (program !== "set" || !first || !/^[A-Za-z_]\w*=/.test(first.value)) return [];
    const name = first.value.replace(/=.*$/s, "");
    const message = `set is a command of Windows: a dyno's shell takes ${name} for no config var here. Write export.`;
    const edits = [{ start: word.start, end: word.end, text: "export" }];
    const fixes =
      quoted || text.slice(word.start, word.end) !== "set" ? [] : [{ title: "Use export", safe: true, edits }];
    return [problemAt({ start: word.start, end: first.end }, { code, severity: "warning", message, fixes })];
  });
}

/** `%PORT%`. */
function percentVariables({ shell, text }: ProcessCommand): CommandProblem[] {
  if (!text.includes("%")) return [];
  return shell.commands
    .flatMap(({ words, assignments }) => [...words, ...assignments.map(({ value }) => value)])
    .flatMap((word) => {
      const match = /%([A-Z][A-Z0-9_]*)%/.exec(text.slice(word.start, word.end));
      const [written = "", name] = match ?? [];
      if (!match || name === undefined || word.raw.includes("'")) return [];
      const start = word.start + match.index;
      const place = { start, end: start + written.length };
      const message = `%${name}% is how Windows writes a variable. A dyno's shell passes it on as it is; here it is $${name}.`;
      const edits = [{ ...place, text: `$${name}` }];
      return [
        problemAt(place, { code, severity: "warning", message, fixes: [{ title: `Use $${name}`, safe: true, edits }] }),
      ];
    });
}

/** `node .\server.js`, where the backslash is an escape. */
function backslashPaths({ shell, text }: ProcessCommand): CommandProblem[] {
  if (!text.includes("\\")) return [];
  const written = /^(?![A-Za-z]:)\.{0,2}(?:[\w.-]*\\)+[\w-]+(?:\.\w+)?$/;
  return shell.commands
    .flatMap(({ words }) => words.slice(0, 6))
    .filter((word) => isPath(word) && written.test(word.raw))
    .map((word) => {
      const path = word.raw.replaceAll("\\", "/");
      const message =
        "The shell takes a backslash for an escape and drops it, so this path means another file. Use slashes.";
      const fixes = [{ title: `Use ${path}`, safe: true, edits: [{ start: word.start, end: word.end, text: path }] }];
      return problemAt(word, { code, severity: "warning", message, fixes });
    });
}

/** Long words are patterns and programs in quotes, no paths; the bound keeps the expression cheap as well. */
function isPath({ raw, dynamic }: Word): boolean {
  return !dynamic && raw.length < 200 && /\\/.test(raw) && /^[.\w]/.test(raw) && /\\[\w-]{2,}/.test(raw);
}
