import type { InsertTextFormat } from "vscode-languageserver";
import { inLine, type Position, type Range } from "../../language/text.ts";

/** A place in a line where something can be completed. */
export interface Cursor {
  /** From the start of the line to the cursor. */
  readonly before: string;
  readonly after: string;
  readonly line: number;
  /** The name before the colon; undefined while there is none. */
  readonly type: string | undefined;
  /** Column where the command starts. */
  readonly commandStart: number;
}

export function cursorIn(text: string, { line, character }: Position): Cursor {
  const before = text.slice(0, character);
  const after = text.slice(character);
  const colon = before.indexOf(":");
  if (colon === -1) return { before, after, line, type: undefined, commandStart: text.length };
  const start = /\S/.exec(text.slice(colon + 1))?.index ?? text.length - colon - 1;
  const commandStart = Math.min(colon + 1 + start, before.length);
  return { before, after, line, type: before.slice(0, colon).trim(), commandStart };
}

/** From a column to the cursor and on to the end of the word there. */
export function replaced({ line, before, after }: Cursor, from: number, rest: RegExp): Range {
  const end = before.length + (rest.exec(after)?.[0].length ?? 0);
  return inLine(line, from, end);
}

export const plainText: InsertTextFormat = 1;
export const snippet: InsertTextFormat = 2;
