import type { CompletionItem, CompletionItemKind } from "vscode-languageserver";
import type { ProcfileContext } from "../contexts.ts";
import { type Cursor, plainText, replaced } from "./cursor.ts";
import { escapeMarkdown } from "./markdown.ts";

/** LSP's `Variable`. */
const kind: CompletionItemKind = 6;

/** Set in every dyno (https://devcenter.heroku.com/articles/dynos#local-environment-variables). */
const dynoVariables: Readonly<Record<string, string>> = {
  PORT: "The port to listen on, from Heroku or the local runner",
  DYNO: "Name of the dyno, such as web.1",
};

/** Config vars that somebody sets, with where they come from and what app.json says; never a value. */
export function completeVariables(context: ProcfileContext, cursor: Cursor): CompletionItem[] {
  const [written = "$"] = /\$\{?[A-Za-z0-9_]*$/.exec(cursor.before) ?? [];
  const isBraced = written.startsWith("${");
  const start = cursor.before.length - written.length;
  const range = replaced(cursor, start, isBraced ? /^[A-Za-z0-9_]*\}?/ : /^[A-Za-z0-9_]*/);
  const manifest = context.surroundings.facts.manifest?.env;
  return [...sourcesOf(context)].map(([name, sources]) => {
    const newText = isBraced ? `\${${name}}` : `$${name}`;
    const description = manifest?.get(name)?.description ?? dynoVariables[name];
    return {
      label: name,
      kind,
      detail: sources.join(", "),
      ...(description === undefined
        ? {}
        : { documentation: { kind: "markdown" as const, value: escapeMarkdown(description) } }),
      filterText: newText,
      sortText: `${name === "PORT" ? 0 : 1}${name}`,
      insertTextFormat: plainText,
      textEdit: { range, newText },
    };
  });
}

function sourcesOf({ surroundings, app }: ProcfileContext): ReadonlyMap<string, string[]> {
  const sources = new Map<string, string[]>();
  const add = (names: Iterable<string>, source: string) => {
    for (const name of names) if (isName(name)) sources.set(name, [...(sources.get(name) ?? []), source]);
  };
  const { dotenvKeys, manifest, configVarUses } = surroundings.facts;
  add(Object.keys(dynoVariables), "every dyno");
  add(dotenvKeys?.keys() ?? [], ".env");
  add(manifest?.env.keys() ?? [], "app.json");
  add(app?.configVars ?? [], app?.name ?? "");
  add(
    [...configVarUses.keys()].filter((name) => !sources.has(name)),
    "source code",
  );
  return sources;
}

function isName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);
}
