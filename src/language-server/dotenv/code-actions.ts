import { randomBytes } from "node:crypto";
import type { CodeAction, WorkspaceEdit } from "vscode-languageserver";
import { checkDotenv } from "../../dotenv/check-dotenv.ts";
import { dialectOf, isExampleFile } from "../../dotenv/dialect.ts";
import { quoteValue } from "../../dotenv/quote.ts";
import { applySettings } from "../../language/severity.ts";
import type { DotenvContext } from "../contexts.ts";
import { appendLines, lineEndOf, touch, workspaceEdit } from "../edits.ts";
import { type ActionQuestion, problemActions, wants } from "../fix-actions.ts";
import { type Candidate, candidate } from "./candidates.ts";
import { entriesOf, itemAt } from "./entries.ts";
import { isGeneratedSecret } from "./known-values.ts";
import { readerDifferences } from "./reader-differences.ts";

/** Fixes of problems; quotes on which all readers agree, keys of app.json, and a line in .gitignore. */
export async function dotenvCodeActions(context: DotenvContext, question: ActionQuestion): Promise<CodeAction[]> {
  if (dialectOf(context.surroundings.file) !== "workbench") return [];
  const { document, settings, surroundings, text } = context;
  const problems = applySettings(checkDotenv(text.getText(), document, surroundings), settings);
  const commentMayPrecede = (line: number) => itemAt(document, { line, character: 0 })?.range.start.line === line;
  return [
    ...problemActions(context, problems, question, { commentMayPrecede }),
    ...(wants(question, "refactor") ? [...quote(context, question), ...addDeclared(context, question)] : []),
    ...(wants(question, "quickfix") && !isAutomatic(question) ? await ignore(context) : []),
  ];
}

/** What `CodeActionTriggerKind.Automatic` is: the cursor only moved. */
function isAutomatic({ context }: ActionQuestion): boolean {
  return context.triggerKind === 2;
}

function quote(context: DotenvContext, { range }: ActionQuestion): CodeAction[] {
  const entry = entriesOf(context.document).find((each) => touch(each.range, range));
  if (!entry?.value.closed || readerDifferences(context, entry).length === 0) return [];
  const { text, warning } = quoteValue(entry.value.text);
  if (warning !== undefined || text === entry.value.raw || entry.comment || entry.exported) return [];
  const edit = workspaceEdit(context, [{ range: entry.value.range, text }]);
  return [{ title: `Quote ${entry.key.text} so that all readers agree`, kind: "refactor", edit }];
}

function addDeclared(context: DotenvContext, question: ActionQuestion): CodeAction[] {
  if (isAutomatic(question)) return [];
  const present = new Set(entriesOf(context.document).map(({ key }) => key.text));
  const declared = [...(context.surroundings.facts.manifest?.env.keys() ?? [])];
  const missing = declared.filter((name) => !present.has(name)).map((name) => candidate(context, name));
  if (missing.length === 0) return [];
  const isExample = isExampleFile(context.surroundings.file);
  const lines = missing.map((each) => `${each.name}=${startingValue(each, isExample)}`);
  const what = missing.length === 1 ? missing.map(({ name }) => name).join() : `${missing.length} keys`;
  const edit = workspaceEdit(context, [appendLines(context, lines)]);
  return [{ title: `Add ${what} of app.json`, kind: "refactor", edit }];
}

function startingValue({ name, generated, sample }: Candidate, isExample: boolean): string {
  if (sample !== undefined) return quoteValue(sample).text;
  const isSecret = generated || isGeneratedSecret(name);
  return isSecret && !isExample ? randomBytes(32).toString("hex") : quoteValue("").text;
}

/** For a file that git would take: one that it tracks already must be taken out by hand. */
async function ignore(context: DotenvContext): Promise<CodeAction[]> {
  const { file, facts } = context.surroundings;
  const mayCommit = facts.files.has(file) && facts.trackedDotenvFiles !== undefined && !isExampleFile(file);
  if (!mayCommit) return [];
  const before = await context.read(".gitignore");
  return [{ title: `Add ${file} to .gitignore`, kind: "quickfix", edit: ignoring(context, before, pattern(file)) }];
}

/** The file from the root of the project, every character as itself. */
function pattern(file: string): string {
  return `/${file.replace(/[\\*?[\]]/g, "\\$&")}`;
}

function ignoring({ uriOf }: DotenvContext, before: string | undefined, line: string): WorkspaceEdit {
  const uri = uriOf(".gitignore");
  const rows = (before ?? "").split(/\r\n|\n|\r/);
  const end = { line: rows.length - 1, character: rows.at(-1)?.length ?? 0 };
  const lineEnd = lineEndOf(before ?? "");
  const edit = { range: { start: end, end }, newText: `${end.character === 0 ? "" : lineEnd}${line}${lineEnd}` };
  if (before !== undefined) return { changes: { [uri]: [edit] } };
  const create = { kind: "create" as const, uri, options: { ignoreIfExists: true } };
  return { documentChanges: [create, { textDocument: { uri, version: null }, edits: [edit] }] };
}
