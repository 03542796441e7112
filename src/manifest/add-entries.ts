import { applyEdits, modify } from "jsonc-parser";
import type { Edit } from "../language/text.ts";
import { lineMap } from "./line-map.ts";

/**
 * Adds entries to `env` or `formation` of a text that is JSON, in its own indentation, and makes the section when it is
 * missing. One edit that changes nothing else.
 */
export function addEntries(text: string, section: string, entries: Readonly<Record<string, unknown>>): Edit {
  const formattingOptions = {
    insertSpaces: !/^\t/m.test(text),
    tabSize: /^( +)\S/m.exec(text)?.[1]?.length ?? 2,
    eol: text.includes("\r\n") ? "\r\n" : "\n",
  };
  const after = Object.entries(entries).reduce(
    (current, [name, value]) => applyEdits(current, modify(current, [section, name], value, { formattingOptions })),
    text,
  );
  return difference(text, after);
}

/** What is between the beginning and the end that two texts have in common. */
function difference(before: string, after: string): Edit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return { range: lineMap(before)(start, before.length - end), text: after.slice(start, after.length - end) };
}
