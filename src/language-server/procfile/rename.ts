import { ErrorCodes, ResponseError } from "vscode-jsonrpc";
import type { PrepareRenameResult, TextEdit, WorkspaceEdit } from "vscode-languageserver";
import type { Position } from "../../language/text.ts";
import type { ProcfileContext } from "../contexts.ts";
import { subjectAt } from "./subject-at.ts";
import { typePlacesElsewhere, typeRanges } from "./type-places.ts";

const longestName = 63;

/** Only process types can be renamed: a config var is renamed where it is set. */
export function prepareProcfileRename({ document }: ProcfileContext, position: Position): PrepareRenameResult | null {
  const subject = subjectAt(document, position);
  return subject?.kind === "type" ? { range: subject.range, placeholder: subject.name } : null;
}

/** Renames a process type here and in the formations of app.json and `.foreman`. */
export async function renameProcfileType(
  context: ProcfileContext,
  position: Position,
  newName: unknown,
): Promise<WorkspaceEdit | null> {
  const subject = subjectAt(context.document, position);
  if (subject?.kind !== "type") return null;
  const name = validName(context, newName, subject.name);
  const edit = (range: TextEdit["range"]): TextEdit => ({ range, newText: name });
  const changes: Record<string, TextEdit[]> = { [context.uri]: typeRanges(context, subject.name).map(edit) };
  // The project's Procfile gives app.json its names; another one, such as Procfile.dev, has names of its own.
  const isProjects = context.surroundings.file === "Procfile";
  for (const { file, range } of isProjects ? await typePlacesElsewhere(context, subject.name) : []) {
    const uri = context.uriOf(file);
    changes[uri] = [...(changes[uri] ?? []), edit(range)];
  }
  return { changes };
}

function validName(context: ProcfileContext, newName: unknown, oldName: string): string {
  if (typeof newName !== "string" || !/^[A-Za-z0-9_-]+$/.test(newName)) {
    throw refusal("A process type has letters, digits, dashes and underscores only.");
  }
  if (newName.length > longestName) throw refusal(`Heroku takes process types of up to ${longestName} characters.`);
  if (newName !== oldName && typeRanges(context, newName).length > 0) {
    throw refusal(`The Procfile already has a process type ${newName}.`);
  }
  return newName;
}

function refusal(message: string): ResponseError<void> {
  return new ResponseError(ErrorCodes.InvalidParams, message);
}
