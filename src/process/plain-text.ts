import { stripVTControlCharacters } from "node:util";

/** A line as it is to be read where nothing understands escapes: without colours, cursor moves and control characters. */
export function plainText(line: string): string {
  return hasControl.test(line) ? stripVTControlCharacters(line).replace(controls, "") : line;
}

/** All but the tab. */
const hasControl = /[^\P{Cc}\t]/u;
const controls = /[^\P{Cc}\t]/gu;
