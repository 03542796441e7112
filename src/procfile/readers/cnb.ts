import { lastOfEach, type Piece, pieces, type Reading, type ReadProcess, refused } from "./reading.ts";

/**
 * heroku/buildpacks-procfile, src/procfile.rs, for Fir apps: names are those of Kubernetes' labels. It repairs upper
 * case, `_` and indentation with a warning, and refuses the file for anything else.
 */
export function cnb(text: string): Reading {
  const warnings: string[] = [];
  const processes: ReadProcess[] = [];
  const lines = pieces(text, /\r?\n/g);
  for (const [index, piece] of lines.entries()) {
    if (isIgnored(piece, index === lines.length - 1)) continue;
    const entry = readEntry(piece);
    if (typeof entry === "string") return refused(`line ${piece.line + 1}: ${entry}`, piece.line);
    if (entry.name !== entry.written) warnings.push(`${entry.written} has been corrected to ${entry.name}`);
    if (processes.some(({ name }) => name === entry.name)) warnings.push(`duplicate key ${entry.name}`);
    processes.push({ name: entry.name, command: entry.command, line: piece.line });
  }
  if (processes.length === 0) warnings.push("empty file, no processes defined");
  return { kind: "read", processes: lastOfEach(processes), ...(warnings.length > 0 && { warnings }) };
}

/** The name after repair; undefined where there is none. */
export function cnbName(name: string): string | undefined {
  const repaired = /[_A-Z]/.test(name) ? name.replaceAll("_", "-").toLowerCase() : name;
  const isLabel = /^[a-z0-9][a-z0-9-]*$/.test(repaired) && !repaired.endsWith("-");
  return isLabel && repaired.length <= cnbNameLength ? repaired : undefined;
}

export const cnbNameLength = 63;

function isIgnored({ text }: Piece, isLast: boolean): boolean {
  const rest = withoutBlanks(text);
  if (rest.startsWith("#")) return !rest.includes("\r");
  // A blank line counts only with its end: white space at the end of the file is an entry without a name.
  return rest === "" && (!isLast || text === "");
}

function readEntry({ text }: Piece): { written: string; name: string; command: string } | string {
  const colon = text.indexOf(":");
  if (colon === -1) return "no colon";
  const written = text.slice(0, colon);
  const name = /^[\x20-\x7e\t]*$/.test(written) ? cnbName(withoutBlanks(written)) : undefined;
  if (name === undefined) return "a name has a-z, 0-9 and inner dashes, and 63 characters at most";
  const command = withoutBlanks(text.slice(colon + 1));
  if (command === "" || command.includes("\r")) return "no command";
  return { written, name, command };
}

function withoutBlanks(text: string): string {
  return text.replace(/^[ \t]+/, "");
}
