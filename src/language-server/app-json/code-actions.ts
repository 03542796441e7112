import type { CodeAction } from "vscode-languageserver";
import { applySettings } from "../../language/severity.ts";
import { checkManifest } from "../../manifest/check-manifest.ts";
import type { Context } from "../contexts.ts";
import { type ActionQuestion, problemActions } from "../fix-actions.ts";
import { appJsonAdditions } from "./additions.ts";

/** Fixes of the problems, and what the project has and the file lacks. JSON has no comment that could silence one in place. */
export function appJsonCodeActions(context: Context, question: ActionQuestion): CodeAction[] {
  const problems = applySettings(checkManifest(context.text.getText(), context.surroundings), context.settings);
  return [...problemActions(context, problems, question, undefined), ...appJsonAdditions(context, question)];
}
