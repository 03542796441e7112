import { parseShell } from "../../procfile/shell/parse-shell.ts";
import type { ShellText } from "../../procfile/shell/shell.ts";
import type { ProcessLine } from "../../procfile/syntax.ts";

const longest = 20_000;
const nothing: ShellText = { commands: [], variables: [], tokens: [], errors: [] };

/** The command as a shell takes it apart; nothing of one that nobody reads: editors do not colour such lines either. */
export function shellOf({ command }: ProcessLine): ShellText {
  return command.text.length > longest ? nothing : parseShell(command.text);
}
