import type { Hover } from "vscode-languageserver";
import type { LinkedApp } from "../../language/linked-app.ts";
import type { Place, Position } from "../../language/text.ts";
import { expandCommand } from "../../procfile/expand.ts";
import { localPorts } from "../../procfile/local-ports.ts";
import { describeProcessType } from "../../procfile/process-types.ts";
import type { ProcessLine } from "../../procfile/syntax.ts";
import type { ProcfileContext } from "../contexts.ts";
import { codeSpan, escapeMarkdown, shellBlock } from "./markdown.ts";
import { fileOfWord } from "./script-file.ts";
import { type Subject, subjectAt } from "./subject-at.ts";

const mask = "••••••••";
/** A hover is read at a glance. */
const longestCommand = 2000;

/** What a process type is and does, where a config var comes from, what a script runs. Values stay masked. */
export function hoverProcfile(context: ProcfileContext, position: Position): Hover | null {
  const subject = subjectAt(context.document, position);
  const paragraphs = subject ? describe(context, subject).filter((text) => text !== "") : [];
  if (!subject || paragraphs.length === 0) return null;
  return { contents: { kind: "markdown", value: paragraphs.join("\n\n") }, range: subject.range };
}

function describe(context: ProcfileContext, subject: Subject): string[] {
  if (subject.kind === "type") return describeType(context, subject.line);
  if (subject.kind === "variable") return describeVariable(context, subject.name, subject.variable.hasDefault);
  if (subject.kind === "script") {
    const script = context.surroundings.facts.npmScripts?.get(subject.call.name);
    if (!script) return [];
    return [`Script ${link(context, script.place, subject.call.name)} of package.json`, block(script.command)];
  }
  const file = fileOfWord(context, subject.word, subject.folder);
  return file === undefined ? [] : [`File [${escapeMarkdown(file)}](${context.uriOf(file)})`];
}

function describeType(context: ProcfileContext, line: ProcessLine): string[] {
  const name = line.name.text;
  const { title, text, isServer, isOneOff } = describeProcessType(name);
  const port = localPorts(context.document, context.settings.local.basePort).get(name);
  const address = isServer ? `, so it answers at http://localhost:${port}` : "";
  const local = isOneOff || port === undefined ? "" : `Locally it gets ${codeSpan(`PORT=${port}`)}${address}.`;
  const written = line.command.text;
  const expanded = written.length > longestCommand ? written : expandCommand(written, knownValues(context, port));
  const command = expanded === written ? [] : ["With its config vars:", block(expanded)];
  return [
    `**${escapeMarkdown(name)}**: ${escapeMarkdown(title)}`,
    text,
    ...command,
    local,
    onHeroku(context.app, name),
  ];
}

/** Only the port is no secret. */
function knownValues({ surroundings, app }: ProcfileContext, port: number | undefined): ReadonlyMap<string, string> {
  const { dotenvKeys, manifest } = surroundings.facts;
  const names = [...(dotenvKeys?.keys() ?? []), ...(manifest?.env.keys() ?? []), ...(app?.configVars ?? [])];
  const values = new Map(names.map((name) => [name, mask]));
  return port === undefined ? values : values.set("PORT", String(port));
}

function onHeroku(app: LinkedApp | undefined, name: string): string {
  if (!app) return "";
  const on = `On ${codeSpan(app.name)}`;
  const process = app.processes.find(({ type }) => type === name);
  if (!process) return `${on}: not deployed yet.`;
  if (process.quantity === 0) return `${on}: no dyno (${escapeMarkdown(process.size)}).`;
  const states = process.dynos.map((dyno) => `${codeSpan(dyno.name)} ${escapeMarkdown(dyno.state)}`).slice(0, 10);
  const count = process.quantity === 1 ? "1 dyno" : `${process.quantity} dynos`;
  return `${on}: ${count}, ${escapeMarkdown(process.size)}${states.length > 0 ? `: ${states.join(", ")}` : ""}.`;
}

function describeVariable(context: ProcfileContext, name: string, hasDefault: boolean): string[] {
  const { dotenvKeys, manifest, configVarUses } = context.surroundings.facts;
  const local = dotenvKeys?.get(name);
  const declared = manifest?.env.get(name);
  const isSet = context.app?.configVars.includes(name);
  const uses = configVarUses.get(name)?.length ?? 0;
  const sources = [
    ...(name === "PORT" ? ["Heroku and every local runner set it: the port to listen on"] : []),
    ...(local ? [`${link(context, local, ".env")}: ${codeSpan(mask)}`] : []),
    ...(declared ? [`${link(context, declared.place, "app.json")}: ${need(declared)}`] : []),
    ...(isSet && context.app ? [`app ${codeSpan(context.app.name)}: ${codeSpan(mask)}`] : []),
    ...(hasDefault ? ["has a default in this command"] : []),
  ];
  const known = sources.map((source) => `- ${source}`).join("\n");
  const used = uses === 0 ? "" : `Source code reads it in ${uses === 1 ? "one place" : `${uses} places`}.`;
  const unknown = "Neither .env nor app.json nor the linked app is known to set it.";
  return [`Config var ${codeSpan(name)}`, escapeMarkdown(declared?.description ?? ""), known || unknown, used];
}

function need({ required, generated }: { required: boolean; generated: boolean }): string {
  if (generated) return "generated for a new app";
  return required ? "required" : "optional";
}

function link({ uriOf }: ProcfileContext, { file, range }: Place, text: string): string {
  return `[${escapeMarkdown(text)}](${uriOf(file)}#L${range.start.line + 1})`;
}

function block(command: string): string {
  return shellBlock(command.length > longestCommand ? `${command.slice(0, longestCommand)}…` : command);
}
