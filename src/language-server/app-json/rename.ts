import type { PrepareRenameResult, WorkspaceEdit } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { inLine, type Position } from "../../language/text.ts";
import { parse } from "../../procfile/syntax.ts";
import type { Context, ProcfileContext } from "../contexts.ts";
import { renameProcfileType } from "../procfile/rename.ts";
import { processTypeOf, type Spot, spotAt } from "./at-position.ts";

/** A process type of the Procfile, where `formation` names it. */
export function prepareAppJsonRename(context: Context, position: Position): PrepareRenameResult | null {
  const spot = spotAt(context, position);
  const type = spot && processTypeOf(spot);
  if (!spot || type === undefined || !context.surroundings.facts.processTypes?.has(type)) return null;
  return { range: withoutQuotes(spot), placeholder: type };
}

/** Renames the process type as from its line in the Procfile: there, here and in `.foreman`. */
export async function renameAppJsonType(
  context: Context,
  position: Position,
  newName: unknown,
): Promise<WorkspaceEdit | null> {
  const spot = spotAt(context, position);
  const type = spot && processTypeOf(spot);
  if (type === undefined) return null;
  const procfile = await procfileContext(context);
  const line = procfile?.document.lines.findIndex((each) => each.kind === "process" && each.name.text === type) ?? -1;
  return procfile && line !== -1 ? renameProcfileType(procfile, { line, character: 0 }, newName) : null;
}

async function procfileContext(context: Context): Promise<ProcfileContext | undefined> {
  const file = "Procfile";
  const text = await context.read(file);
  if (text === undefined) return undefined;
  const uri = context.uriOf(file);
  return {
    ...context,
    uri,
    text: TextDocument.create(uri, "procfile", 0, text),
    surroundings: { ...context.surroundings, file },
    document: parse(text),
  };
}

function withoutQuotes({ range: { start, end } }: Spot) {
  return inLine(start.line, start.character + 1, end.character - 1);
}
