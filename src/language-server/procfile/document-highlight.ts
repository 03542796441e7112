import type { DocumentHighlight, DocumentHighlightKind } from "vscode-languageserver";
import { contains, inLine, type Position, type Range } from "../../language/text.ts";
import type { ProcfileLine } from "../../procfile/syntax.ts";
import type { ProcfileContext } from "../contexts.ts";
import { shellOf } from "./shell-of.ts";

/** As LSP numbers them. */
const kinds = { text: 1, read: 2, write: 3 } as const;

/** All uses and assignments of the variable at the position, or all lines of the process type there. */
export function procfileHighlights({ document }: ProcfileContext, position: Position): DocumentHighlight[] {
  const line = document.lines[position.line];
  if (!line) return [];
  const mark = marksOf(line, position.line).find(({ range }) => contains(range, position));
  if (!mark) return [];
  return document.lines
    .flatMap(marksOf)
    .filter(({ subject, name }) => subject === mark.subject && name === mark.name)
    .map(({ range, kind }) => ({ range, kind }));
}

interface Mark {
  readonly range: Range;
  readonly kind: DocumentHighlightKind;
  readonly subject: "type" | "variable";
  readonly name: string;
}

function marksOf(line: ProcfileLine, index: number): Mark[] {
  if (line.kind !== "process") return [];
  const { name, command } = line;
  const { commands, variables } = shellOf(line);
  const variable = (text: string, start: number, end: number, kind: DocumentHighlightKind): Mark => {
    return { subject: "variable", name: text, range: inLine(index, command.start + start, command.start + end), kind };
  };
  return [
    { subject: "type", name: name.text, range: inLine(index, name.start, name.end), kind: kinds.text },
    ...commands
      .flatMap(({ assignments }) => assignments)
      .map((each) => {
        return variable(each.name, each.start, each.start + each.name.length, kinds.write);
      }),
    ...variables.map((each) => variable(each.name, each.start, each.end, kinds.read)),
  ];
}
