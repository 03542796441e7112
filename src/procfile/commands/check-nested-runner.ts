import type { Invocation } from "./invocation.ts";
import { hasOption } from "./options.ts";
import { type CommandCheck, type CommandProblem, problemAt, type Setting, scriptOf } from "./process-command.ts";
import { scriptCall } from "./script-calls.ts";

const code = "procfile-starts-itself";

/** A command that starts the Procfile it stands in, directly or through an npm script, or calls the Heroku CLI. */
export const checkNestedRunner: CommandCheck = (process, setting) => {
  if (!/start|local|hivemind|heroku|npm|yarn|bun\b/.test(process.text)) return [];
  return process.invocations.flatMap((invocation) => {
    if (invocation.path === "heroku" && !setting.forDevelopment) return heroku(invocation);
    if (startsProcfile(invocation, setting)) return itself(invocation, invocation.program);
    const call = scriptCall(invocation);
    const inner = call ? scriptOf(setting.facts, call.name) : undefined;
    const runner = inner?.find((one) => startsProcfile(one, setting));
    return call && runner ? itself(invocation, `the script ${call.name}, which runs ${runner.program},`) : [];
  });
};

function startsProcfile(invocation: Invocation, { file }: Setting): boolean {
  const { program, args } = invocation;
  const name = file.slice(file.lastIndexOf("/") + 1);
  // Another file with several processes for one dyno is a way some apps go; `-f` says so.
  if (name !== "Procfile" || hasOption(invocation, ["-f", "--procfile", "-j"])) return false;
  const verb = args.find(({ value }) => !value.startsWith("-"))?.value;
  if (program === "heroku") return verb === "local" || verb === "local:start";
  if (/^(?:foreman|honcho|overmind|forego|goreman|nf)$/.test(program)) return verb === "start" || verb === "s";
  return program === "hivemind" && verb === undefined;
}

function itself({ word, args }: Pick<Invocation, "word" | "args">, who: string): CommandProblem[] {
  const end = args[0]?.end ?? word.end;
  const message = `This starts the Procfile inside one of its own processes: ${who} runs this command again, and so on without an end.`;
  return [problemAt({ start: word.start, end: Math.max(end, word.end) }, { code, severity: "error", message })];
}

function heroku({ word, args }: Invocation): CommandProblem[] {
  const [verb] = args;
  if (/^local/.test(verb?.value ?? "")) return itself({ word, args }, "heroku local");
  const message =
    "A dyno has no Heroku CLI unless a buildpack brings it, and nobody is logged in there: calling the Platform API with a token in a config var does without.";
  return [problemAt(word, { code: "not-in-a-dyno", severity: "information", message })];
}
