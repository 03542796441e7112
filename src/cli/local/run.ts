import path from "node:path";
import { parseArgs } from "node:util";
import { exitStatus } from "../../process/child.ts";
import { readProcfile } from "../../procfile/readers.ts";
import { exitMessage } from "../../runner/exit-message.ts";
import { runForeground } from "../../runner/foreground.ts";
import { mergedVariables } from "../../runner/prepare.ts";
import { foregroundCall } from "../../runner/shell.ts";
import { configVarsOption, configVarsUsage, readConfigVarsFrom } from "./config-vars-from.ts";
import { readEnvFiles } from "./read-env-files.ts";
import { checkedRoot, readIfThere } from "./read-file.ts";
import { readSharedOptions, type SharedOptions, sharedOptions, sharedUsage } from "./shared-options.ts";
import type { Console, Verb } from "./verb.ts";

/** Runs one command in the terminal with the variables of the `.env` files. */
export const run: Verb = {
  usage: `Usage: node dist/local.js run [options] COMMAND [ARGUMENT…]

Runs COMMAND in this terminal with the variables of the .env files, and exits
with its status. Several words are passed on as they are; one word is a process
type of the Procfile, or else a command for the shell.

${sharedUsage}${configVarsUsage}`,
  read(args) {
    const { own, words } = splitWords(args);
    const { values } = parseArgs({ args: own, options: runOptions, allowPositionals: false });
    if (words.length === 0) throw new Error("run needs a command.");
    const options = readSharedOptions(values);
    return (console) => runWords({ ...options, from: values["config-vars-from"] }, words, console);
  },
};

const runOptions = { ...sharedOptions, ...configVarsOption } as const;

interface RunOptions extends SharedOptions {
  /** Address of a socket that gives config vars. */
  readonly from: string | undefined;
}

/** Resolves with the command's exit status. */
export async function runWords(options: RunOptions, words: readonly string[], console: Console): Promise<number> {
  const fileValues = Object.fromEntries(await readEnvFiles(options, console));
  const configVars = await readConfigVarsFrom(options.from);
  const { platform, env: shell } = process;
  const exit = await runForeground({
    ...foregroundCall(await wordsOrType(options, words), platform, shell),
    cwd: await checkedRoot(options.root ?? path.dirname(options.procfile)),
    env: mergedVariables({ shell, platform, precedence: "file", fileValues, configVars }),
  });
  if (exit.kind === "failed") console.error(`${words[0]} ${exitMessage(exit)}\n`);
  return exitStatus(exit);
}

/** One word that is a process type stands for that type's command. */
async function wordsOrType({ procfile }: SharedOptions, words: readonly string[]): Promise<readonly string[]> {
  const [word] = words;
  if (words.length > 1) return words;
  const reading = readProcfile((await readIfThere(procfile)) ?? "", "foreman");
  const types = reading.kind === "read" ? reading.processes : [];
  return [types.find(({ name }) => name === word)?.command ?? word ?? ""];
}

/** Options after the command are the command's. */
function splitWords(args: readonly string[]): { own: string[]; words: string[] } {
  const { tokens } = parseArgs({ args: [...args], options: runOptions, strict: false, tokens: true });
  const first = tokens.find(({ kind }) => kind === "positional" || kind === "option-terminator");
  if (first === undefined) return { own: [...args], words: [] };
  const isMark = first.kind === "option-terminator";
  return { own: args.slice(0, first.index), words: args.slice(first.index + (isMark ? 1 : 0)) };
}
