/**
 * The password of a machine in a netrc file, which is the token that the CLI keeps there; `machine` with its port where
 * it has one. `default` is for no host of Heroku's and does not count.
 */
export function tokenInNetrc(text: string, machine: string): string | undefined {
  const words = wordsOf(text);
  const at = words.findIndex((word, index) => word === "machine" && words[index + 1] === machine);
  if (at < 0) return undefined;
  for (let index = at + 2; index < words.length; index += 2) {
    const word = words[index];
    if (word === "machine" || word === "default") return undefined;
    if (word === "password") return words[index + 1];
  }
  return undefined;
}

/** Without comments, and without macros, which end with an empty line. */
function wordsOf(text: string): readonly string[] {
  const lines = text.split(/\r?\n/);
  const words: string[] = [];
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? "";
    if (/^\s*macdef\b/.test(line)) while (index < lines.length && lines[index]?.trim() !== "") index++;
    else words.push(...withoutComment(line).split(/\s+/).filter(Boolean));
  }
  return words;
}

function withoutComment(line: string): string {
  return line.replace(/(^|\s)#.*$/, "");
}
