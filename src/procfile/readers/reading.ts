export type Reading =
  | { readonly kind: "read"; readonly processes: readonly ReadProcess[]; readonly warnings?: readonly string[] }
  /** The reader starts nothing; `message` is its own where it has one. */
  | { readonly kind: "refused"; readonly message: string; readonly line?: number };

export interface ReadProcess {
  readonly name: string;
  /** As the reader hands it to a shell. */
  readonly command: string;
  /** 0-based, as an editor counts lines, whatever the reader takes for one. */
  readonly line: number;
}

export function read(processes: readonly ReadProcess[]): Reading {
  return { kind: "read", processes };
}

export function refused(message: string, line?: number): Reading {
  return line === undefined ? { kind: "refused", message } : { kind: "refused", message, line };
}

/** What a reader takes for a line; `line` is the editor's line where it starts. */
export interface Piece {
  readonly text: string;
  readonly line: number;
}

/** The text cut at each match of `ends`, which is global and matches whole line ends. */
export function pieces(text: string, ends: RegExp): Piece[] {
  const found: Piece[] = [];
  let from = 0;
  let line = 0;
  for (const match of text.matchAll(ends)) {
    const to = match.index + match[0].length;
    found.push({ text: text.slice(from, match.index), line });
    line += countLines(text.slice(from, to));
    from = to;
  }
  return [...found, { text: text.slice(from), line }];
}

/** Each piece that matches, as a process: the first group is the name, the second the command. */
export function matching(lines: readonly Piece[], pattern: RegExp): ReadProcess[] {
  return lines.flatMap(({ text, line }) => {
    const [, name, command] = pattern.exec(text) ?? [];
    return name === undefined || command === undefined ? [] : [{ name, command, line }];
  });
}

/** One process by name: the last command in the place of the first, as a dictionary keeps them. */
export function lastOfEach(processes: readonly ReadProcess[]): ReadProcess[] {
  return [...new Map(processes.map((process) => [process.name, process])).values()];
}

/** The second process with a name that was there before. */
export function firstRepeated(processes: readonly ReadProcess[]): ReadProcess | undefined {
  const names = new Set<string>();
  return processes.find(({ name }) => names.size === names.add(name).size);
}

function countLines(text: string): number {
  if (text === "\n") return 1;
  return text.includes("\r") ? (text.match(/\r\n|\n|\r/g)?.length ?? 0) : Number(text.endsWith("\n"));
}
