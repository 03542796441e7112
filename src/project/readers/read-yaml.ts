/** Characters: the parser takes some 10 ms for so many. */
const maxLength = 64_000;

/** A YAML document as plain values; undefined when it is none, too large, or multiplies itself by aliases. */
export async function readYaml(text: string): Promise<unknown> {
  if (text.length > maxLength) return undefined;
  // Large, and few projects need it.
  const { parse } = await import("yaml");
  try {
    return parse(text, { maxAliasCount: 50, merge: true, logLevel: "silent", schema: "core" });
  } catch {
    // A person is writing it, or means harm; either way it says nothing.
    return undefined;
  }
}

/** The entries of a mapping; none of anything else. */
export function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}

export function entryOf(value: unknown, key: string): unknown {
  return entriesOf(value).find(([name]) => name === key)?.[1];
}

/** A command as a Procfile has it, on one line, of a string or of a list of arguments. */
export function commandOf(value: unknown): string | undefined {
  const text = Array.isArray(value) ? value.map(quoted).join(" ") : value;
  if (typeof text !== "string") return undefined;
  const line = text
    .replace(/\\\n/g, " ")
    .trim()
    .replace(/\s*\n\s*/g, " ");
  return line === "" || line.length > 2000 ? undefined : unwrapped(line);
}

function quoted(argument: unknown): string {
  const text = typeof argument === "string" || typeof argument === "number" ? String(argument) : "";
  // A list is not for a shell, but its `$PORT` would be meant.
  if (/^[\w@%+=:,./$-]+$/.test(text)) return text;
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** `sh -c 'x'` is `x`: a Procfile's command goes to a shell anyway. */
function unwrapped(line: string): string {
  const inner = /^(?:\/bin\/)?(?:ba)?sh -l?c (?:'([^']+)'|"([^"$`\\]+)")$/.exec(line);
  return inner?.[1] ?? inner?.[2] ?? line;
}
