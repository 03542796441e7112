import { type CommandCheck, type CommandProblem, type ProcessCommand, problemAt } from "./process-command.ts";

const code = "no-foreground-process";

/** `&`, `disown`, `setsid`, `nohup`: the dyno's first process ends, and Heroku takes that for a crash. */
export const checkBackground: CommandCheck = (process, { forDevelopment }) => {
  if (!/&|setsid|nohup/.test(process.text)) return [];
  const last = lastBackground(process);
  if (last) return [last];
  return forDevelopment ? [] : process.invocations.flatMap((one) => detached(one.wrappers, process));
};

function lastBackground({ shell, invocations, text }: ProcessCommand): CommandProblem | undefined {
  const foreground = invocations.filter(({ command, program }) => !command.background && program !== "disown");
  const staying = foreground.some(({ program }) => !passing.has(program));
  const background = shell.commands.findLast((command) => command.background);
  const nested = invocations.findLast(({ command }) => command.background);
  if (staying || !(background ?? nested)) return undefined;
  const start = ampersand(text, shell.tokens);
  const message =
    "Nothing is left in the foreground: the dyno's shell ends, everything that it started is stopped, and Heroku reports a crash. Without the last & the process stays.";
  const place = start === undefined ? undefined : { start, end: start + 1 };
  const range = place ?? { start: 0, end: text.length };
  const fixes = place && isLast(text, place.end) ? [remove(text, place)] : [];
  return problemAt(range, { code, severity: "warning", message, fixes });
}

/** They end at once, so they hold nothing in the foreground. */
const passing = new Set([
  "cd",
  "export",
  "set",
  "echo",
  "printf",
  "mkdir",
  "source",
  ".",
  "sleep",
  "umask",
  "ulimit",
  "true",
]);

function ampersand(text: string, tokens: ProcessCommand["shell"]["tokens"]): number | undefined {
  return tokens.findLast(({ kind, start, end }) => kind === "operator" && text.slice(start, end) === "&")?.start;
}

function isLast(text: string, end: number): boolean {
  return text.slice(end).trim() === "";
}

function remove(text: string, { start, end }: { start: number; end: number }) {
  const from = text.slice(0, start).trimEnd().length;
  return { title: "Keep it in the foreground", safe: true, edits: [{ start: from, end, text: "" }] };
}

function detached(wrappers: readonly string[], { text, shell }: ProcessCommand): CommandProblem[] {
  const name = wrappers.find((wrapper) => wrapper === "setsid" || wrapper === "nohup");
  if (name === undefined) return [];
  const word = shell.commands.flatMap(({ words }) => words).find(({ value }) => value === name);
  if (!word) return [];
  const message =
    name === "setsid"
      ? "setsid takes the process out of the dyno's session, so that its end and its signals can be missed. A dyno needs no setsid."
      : "A dyno has no terminal to hang up: nohup does nothing here.";
  const end = word.end + (/^\s*/.exec(text.slice(word.end))?.[0].length ?? 0);
  const fixes = [{ title: `Remove ${name}`, safe: true, edits: [{ start: word.start, end, text: "" }] }];
  return [problemAt(word, { code, severity: name === "setsid" ? "warning" : "hint", message, fixes })];
}
