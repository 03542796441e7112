import { ErrorCodes, ResponseError } from "vscode-jsonrpc";
import type { TextEdit, WorkspaceEdit } from "vscode-languageserver";
import type { Position, Range } from "../../language/text.ts";
import type { DotenvContext } from "../contexts.ts";
import { entriesOf, keyAt } from "./entries.ts";
import { manifestPlace, procfileUses } from "./uses.ts";

/** The key at the position; nothing else of a .env can be renamed. */
export function prepareDotenvRename(
  { document }: DotenvContext,
  position: Position,
): { range: Range; placeholder: string } | null {
  const entry = keyAt(document, position);
  return entry ? { range: entry.key.range, placeholder: entry.key.text } : null;
}

/**
 * Renames a key in this file, in the Procfile's commands and in app.json's env. Source code is left as it is: what reads
 * a config var there is recognised by its looks only.
 */
export async function renameDotenvKey(
  context: DotenvContext,
  position: Position,
  newName: unknown,
): Promise<WorkspaceEdit | null> {
  const entry = keyAt(context.document, position);
  if (!entry) return null;
  const oldName = entry.key.text;
  const name = validName(context, oldName, newName);
  const changes: Record<string, TextEdit[]> = {};
  const add = (uri: string, range: Range, newText: string) => {
    changes[uri] = [...(changes[uri] ?? []), { range, newText }];
  };
  for (const { key } of entriesOf(context.document)) if (key.text === oldName) add(context.uri, key.range, name);
  for (const { file, range } of await procfileUses(context, oldName)) add(context.uriOf(file), range, name);
  const declared = manifestPlace(context, oldName);
  if (declared) add(context.uriOf(declared.file), declared.range, JSON.stringify(name));
  return { changes };
}

function validName({ document, surroundings }: DotenvContext, oldName: string, newName: unknown): string {
  if (typeof newName !== "string" || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(newName)) {
    throw refusal("A config var's name has letters, digits and underscores only, and no digit first.");
  }
  if (newName === oldName) return newName;
  if (entriesOf(document).some(({ key }) => key.text === newName)) throw refusal(`${newName} is in this file already.`);
  if (surroundings.facts.manifest?.env.has(newName)) throw refusal(`${newName} is in app.json already.`);
  return newName;
}

function refusal(message: string): ResponseError<void> {
  return new ResponseError(ErrorCodes.InvalidParams, message);
}
