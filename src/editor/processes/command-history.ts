import { isSecretName, looksKnown } from "../../dotenv/looks-secret.ts";

const kept = 15;

/** The commands of an app, the newest first; one that holds what looks like a secret is forgotten at once. */
export function withCommand(history: readonly string[], command: string): readonly string[] {
  if (holdsSecret(command)) return history;
  return [command, ...history.filter((other) => other !== command)].slice(0, kept);
}

/** Whether a value in the command looks like a secret: `API_KEY=…`, `--password …`, a URL with a password, a token. */
export function holdsSecret(command: string): boolean {
  if (/\b(?:bearer|basic)\s+[^\s$]{6,}/i.test(command)) return true;
  const words = command.replace(/["']/g, "").split(/\s+/);
  return words.some((word, index) => isSecretWord(word, words[index + 1]));
}

function isSecretWord(word: string, next: string | undefined): boolean {
  const [, name, value] = /^-{0,2}([A-Za-z][\w-]*)(?:=(.+))?$/.exec(word) ?? [];
  const given = value ?? (word.startsWith("-") && !next?.startsWith("-") ? next : undefined);
  if (name !== undefined && isGiven(given) && isSecretName(name.replaceAll("-", "_"))) return true;
  if (/^(?:-u|--user)$/.test(word) && isGiven(next) && next?.includes(":")) return true;
  return looksKnown("", value ?? word) || /^[a-z][a-z0-9+.-]*:\/\/[^/\s:@]*:[^/\s@$]+@/i.test(value ?? word);
}

/** `$TOKEN` is taken from the config vars and says nothing. */
function isGiven(value: string | undefined): boolean {
  return value !== undefined && value !== "" && !value.startsWith("$");
}
