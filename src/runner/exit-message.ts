import type { Exit } from "../process/child.ts";

/** How a process ended, in words; the shell's own codes are explained. */
export function exitMessage(exit: Exit): string {
  if (exit.kind === "failed") return `could not be started: ${reasonOf(exit.error)}`;
  if (exit.kind === "signalled") return `terminated by ${exit.signal}`;
  const meaning = meanings[exit.code];
  return meaning === undefined ? `exited with code ${exit.code}` : `exited with code ${exit.code}: ${meaning}`;
}

/** Node's own words for a bad argument hold the value, which may be a secret. */
function reasonOf({ code, message }: NodeJS.ErrnoException): string {
  if (code === "ERR_INVALID_ARG_VALUE") return "the command or a variable holds the character U+0000";
  if (code === "E2BIG") return "the command and the variables together are longer than the system takes";
  return message;
}

/** POSIX shells: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_08_02 */
const meanings: Readonly<Record<number, string>> = {
  126: "the command is there and cannot be run. Is the file executable?",
  127: "the shell did not find the command. Is it installed, and its folder in PATH?",
};
