import type { CodeAction } from "vscode-languageserver";
import { applySettings } from "../../language/severity.ts";
import { checkSmallFile } from "../../manifest/small-files/check-small-file.ts";
import type { Context } from "../contexts.ts";
import { type ActionQuestion, problemActions } from "../fix-actions.ts";

/** Fixes of the problems of a small file, and comments that silence them where its readers allow comments. */
export function smallFileCodeActions(context: Context, question: ActionQuestion): CodeAction[] {
  const { surroundings, settings, text } = context;
  const problems = applySettings(checkSmallFile(surroundings.file, text.getText(), surroundings) ?? [], settings);
  // The Python buildpack stops at a comment in runtime.txt.
  const hasComments = !/(?:^|\/)runtime\.txt$/.test(surroundings.file);
  return problemActions(context, problems, question, hasComments ? { commentMayPrecede: () => true } : undefined);
}
