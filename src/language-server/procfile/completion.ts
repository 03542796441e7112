import type { CompletionItem, CompletionList } from "vscode-languageserver";
import type { Position } from "../../language/text.ts";
import type { ProcfileContext } from "../contexts.ts";
import { completeCommands } from "./complete-commands.ts";
import { completeFiles } from "./complete-files.ts";
import { completeTypes } from "./complete-types.ts";
import { completeVariables } from "./complete-variables.ts";
import { type Cursor, cursorIn } from "./cursor.ts";

/** A longer line is no command that a person writes. */
const longest = 4000;

/** Process types at the start of a line; after the colon commands, `$VARIABLES` and files. */
export function completeProcfile(context: ProcfileContext, position: Position): CompletionList {
  const line = context.document.lines[position.line];
  const cursor = line && cursorIn(line.text, position);
  if (!cursor || cursor.before.length > longest || /^\s*#/.test(cursor.before))
    return { isIncomplete: false, items: [] };
  const items = cursor.type === undefined ? completeTypes(context, cursor) : completeCommandPart(context, cursor);
  return { isIncomplete: false, items };
}

function completeCommandPart(context: ProcfileContext, cursor: Cursor): CompletionItem[] {
  const variable = /\$\{?[A-Za-z0-9_]*$/.exec(cursor.before);
  if (variable && variable.index >= cursor.commandStart) return completeVariables(context, cursor);
  return [...completeCommands(context, cursor), ...completeFiles(context, cursor)];
}
