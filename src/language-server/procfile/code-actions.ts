import type { CodeAction } from "vscode-languageserver";
import type { Suggestion } from "../../language/project-facts.ts";
import { applySettings } from "../../language/severity.ts";
import { checkProcfile } from "../../procfile/check-procfile.ts";
import type { ProcfileContext } from "../contexts.ts";
import { appendLines, workspaceEdit } from "../edits.ts";
import { type ActionQuestion, type CodeActionKind, problemActions, wants } from "../fix-actions.ts";

/** Fixes of problems, and lines that the project suggests and the Procfile lacks. */
export function procfileCodeActions(context: ProcfileContext, question: ActionQuestion): CodeAction[] {
  const problems = applySettings(checkProcfile(context.document, context.surroundings), context.settings);
  return [
    ...problemActions(context, problems, question, { commentMayPrecede: () => true }),
    ...newLines(context, question).map(({ title, kind, lines }) => {
      return { title, kind, edit: workspaceEdit(context, [appendLines(context, lines)]) };
    }),
  ];
}

interface NewLines {
  readonly title: string;
  readonly kind: CodeActionKind;
  readonly lines: readonly string[];
}

/** What `CodeActionTriggerKind.Automatic` is: the cursor only moved, so nothing but fixes may light a bulb. */
const automatic = 2;

function newLines(context: ProcfileContext, question: ActionQuestion): NewLines[] {
  if (question.context.triggerKind === automatic) return [];
  const { facts } = context.surroundings;
  const missing = facts.suggestions.filter(({ type }) => !has(context, type));
  const offers = [
    ...extractStart(context),
    ...missing.filter(isOfFramework).map(asLine),
    ...converted(missing, "docker-compose", "docker-compose"),
    ...converted(missing, "heroku.yml", "heroku.yml"),
  ];
  const texts = offers.map(({ lines }) => lines.join("\n"));
  return offers.filter((offer, index) => wants(question, offer.kind) && texts.indexOf(texts[index] ?? "") === index);
}

function has({ document }: ProcfileContext, type: string): boolean {
  return document.lines.some((line) => line.kind !== "comment" && line.kind !== "blank" && line.name?.text === type);
}

/** The server that the project starts, and its migrations; other types are left to completion. */
function isOfFramework({ type, source }: Suggestion): boolean {
  return (type === "web" || type === "release") && source !== "docker-compose" && source !== "heroku.yml";
}

function asLine({ type, command }: Suggestion): NewLines {
  const line = `${type}: ${command}`;
  return { title: `Add ${line}`, kind: "refactor", lines: [line] };
}

function extractStart(context: ProcfileContext): NewLines[] {
  const start = context.surroundings.facts.npmScripts?.get("start")?.command.trim();
  if (!start || /[\r\n]/.test(start) || has(context, "web")) return [];
  return [
    {
      title: "Extract package.json's start script into a web line",
      kind: "refactor.extract",
      lines: [`web: ${start}`],
    },
  ];
}

/** Of two services of one name, the first. */
function converted(missing: readonly Suggestion[], source: Suggestion["source"], file: string): NewLines[] {
  const found = missing.filter((each) => each.source === source);
  const lines = found
    .filter(({ type }, index) => found.findIndex((other) => other.type === type) === index)
    .map(({ type, command }) => `${type}: ${command}`);
  if (lines.length === 0) return [];
  const what =
    lines.length === 1 ? `the command of ${file} into a line` : `${lines.length} commands of ${file} into lines`;
  return [{ title: `Convert ${what}`, kind: "refactor", lines }];
}
