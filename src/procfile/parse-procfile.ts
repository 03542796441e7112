export interface Procfile {
  /** Command by process type, in the order of the file; a type that comes twice has its last command. */
  readonly types: Readonly<Record<string, string>>;
}

/**
 * Reads a Procfile as the platform's slug compiler does: one `<type>: <command>` per line, everything else is ignored.
 * A byte order mark, CRLF and trailing blanks are no part of a command
 * (https://devcenter.heroku.com/articles/procfile; the expression is foreman's).
 */
export function parseProcfile(text: string): Procfile {
  const entries = text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\n|\r/)
    .flatMap(parseLine);
  return { types: Object.fromEntries(entries) };
}

function parseLine(line: string): [type: string, command: string][] {
  const match = /^([A-Za-z0-9_-]+):\s*(.+)$/.exec(line.trimEnd());
  const [, type, command] = match ?? [];
  return type === undefined || command === undefined ? [] : [[type, command]];
}
