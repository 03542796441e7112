/** 0-based line and UTF-16 column, as LSP and VS Code count. A line ends at LF, CRLF or a lone CR, as in LSP. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** The end is exclusive. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A place in a file of the project; `file` is relative to its root, with slashes. */
export interface Place {
  readonly file: string;
  readonly range: Range;
}

/** A replacement in the document at hand, or in `file`, which then is relative to the project's root, with slashes. */
export interface Edit {
  readonly range: Range;
  readonly text: string;
  readonly file?: string;
}

export interface TextLine {
  /** Without its end. */
  readonly text: string;
  readonly end: "" | "\n" | "\r\n" | "\r";
}

/** The lines of a text as LSP counts them; the last one has no end and may be empty. */
export function splitLines(text: string): TextLine[] {
  const lines: TextLine[] = [];
  const pattern = /\r\n|\n|\r/g;
  let from = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    lines.push({ text: text.slice(from, match.index), end: match[0] as TextLine["end"] });
    from = pattern.lastIndex;
  }
  return [...lines, { text: text.slice(from), end: "" }];
}

/** A range inside one line. */
export function inLine(line: number, start: number, end: number): Range {
  return { start: { line, character: start }, end: { line, character: end } };
}

export function contains(range: Range, { line, character }: Position): boolean {
  const { start, end } = range;
  const afterStart = line > start.line || (line === start.line && character >= start.character);
  return afterStart && (line < end.line || (line === end.line && character <= end.character));
}
