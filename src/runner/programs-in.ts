/** Programs that only run another one, which is named after their options. */
const wrappers =
  /^(?:exec|command|builtin|env|nohup|setsid|time|timeout|nice|ionice|stdbuf|unbuffer|xvfb-run|dumb-init|tini|cross-env(?:-shell)?|dotenvx?|env-cmd|doppler|infisical|newrelic-admin|ddtrace-run|opentelemetry-instrument|scout-apm|jemalloc\.sh|start-[\w-]+|with_\w+|bunx|pdm|rye)$/;

/** What stands before a command in lists and loops of a shell. */
const reserved = /^(?:if|then|elif|else|while|until|do|[!{])$/;

/**
 * The programs that a command starts, in their order: the word of each, and the words behind it where it only runs
 * another. Read coarsely, as far as it takes to know a program when it comes: the Procfile's own reader
 * (`procfile/shell`), which knows of every place in the text, is ten times the size.
 */
export function programsIn(command: string, variables: ReadonlyMap<string, string>): string[][] {
  const expanded = command.replace(
    /\$(?:(\w+)|\{(\w+)\})/g,
    (written, name: string | undefined, braced: string) => variables.get(name ?? braced) ?? written,
  );
  return simpleCommands(expanded).flatMap((words) => {
    const from = words.findIndex((word) => !reserved.test(word) && !/^\w+=/.test(word));
    const [program, ...rest] = words.slice(from === -1 ? words.length : from);
    if (program === undefined || program === "cd") return [];
    const text = /^(?:.*\/)?(?:eval|(?:ba|da|z|k|a)?sh)$/.test(program) && rest.find((word) => /\s/.test(word));
    if (text) return programsIn(text, variables);
    return [wrappers.test(program) ? [program, ...rest] : [program]];
  });
}

/** Words without their quotes, by the operators between commands. */
function simpleCommands(text: string): string[][] {
  const commands: string[][] = [[]];
  for (const [, word] of text.matchAll(/((?:'[^']*'|"(?:\\.|[^"\\])*"|\\.|[^\s;&|()'"\\])+)|[;&|()\n]/g)) {
    if (word === undefined) commands.push([]);
    else commands.at(-1)?.push(unquoted(word));
  }
  return commands.filter(({ length }) => length > 0);
}

function unquoted(word: string): string {
  return word.replace(
    /'([^']*)'|"((?:\\.|[^"\\])*)"|\\(.)/g,
    (_, single?: string, double?: string, escaped?: string) => single ?? double ?? escaped ?? "",
  );
}
