import type { ShellText } from "../shell/shell.ts";
import { type CommandCheck, problemAt } from "./process-command.ts";

/** What word processors and web pages make of quotes and dashes. */
const plain: Readonly<Record<string, string>> = {
  "\u201c": '"',
  "\u201d": '"',
  "\u201e": '"',
  "\u2018": "'",
  "\u2019": "'",
};

/** Quotes that are no quotes to a shell, and dashes that begin no option. */
export const checkTypography: CommandCheck = ({ text, shell }) => {
  if (!/[\u2013-\u201e]/.test(text)) return [];
  const marks = [
    ...outsideQuotes(text, shell).matchAll(
      /[\u201c\u201d\u201e\u2018\u2019]|(?<=^|[ \t])[\u2013\u2014](?=[A-Za-z]|[ \t]+[a-z]|$)/g,
    ),
  ];
  const edits = marks.map(({ index, 0: mark }) => ({ start: index, end: index + 1, text: plain[mark] ?? "--" }));
  const [first] = edits;
  const last = edits.at(-1);
  if (!first || !last) return [];
  const message =
    "The shell knows straight quotes and hyphens only: these typographic ones are passed to the program as they are.";
  const fixes = [{ title: "Use straight quotes and hyphens", safe: false, edits }];
  return [
    problemAt(
      { start: first.start, end: last.end },
      { code: "typographic-characters", severity: "warning", message, fixes },
    ),
  ];
};

/** The text with blanks in the place of what stands in real quotes, where any character is fine. */
function outsideQuotes(text: string, { tokens }: ShellText): string {
  const pieces: string[] = [];
  let from = 0;
  for (const { kind, start, end } of tokens) {
    if (kind !== "string" && kind !== "comment") continue;
    pieces.push(text.slice(from, start), " ".repeat(end - start));
    from = end;
  }
  return [...pieces, text.slice(from)].join("");
}
