import { describeConfigVar, isGiven } from "../../manifest/describe-config-var.ts";
import type { Context } from "../contexts.ts";

/** A key that the project suggests, with its value as a snippet. */
export interface KeyOffer {
  readonly name: string;
  readonly detail: string;
  readonly snippet: string;
  /** The same without places to type. */
  readonly value: unknown;
}

/** For `formation` the process types of the Procfile, for `env` the config vars that are read or set. */
export function keyOffers(context: Context, section: string): KeyOffer[] {
  if (section === "formation") return processTypes(context);
  return section === "env" ? configVars(context) : [];
}

/** As they run on the linked app. */
function processTypes({ surroundings, app }: Context): KeyOffer[] {
  return [...(surroundings.facts.processTypes ?? [])]
    .filter(([type]) => type !== "release")
    .map(([name, { command }]) => {
      const linked = app?.processes.find(({ type }) => type === name);
      const size = linked?.size.toLowerCase() ?? "basic";
      const quantity = Math.max(1, linked?.quantity ?? 1);
      const value = { quantity, size };
      return { name, detail: command, value, snippet: `{ "quantity": \${1:${quantity}}, "size": "\${2:${size}}" }` };
    });
}

function configVars({ surroundings }: Context): KeyOffer[] {
  const { facts, appConfigVars, appName } = surroundings;
  const names = new Set([...(facts.dotenvKeys?.keys() ?? []), ...facts.configVarUses.keys(), ...(appConfigVars ?? [])]);
  return [...names]
    .filter((name) => /^\w+$/.test(name) && !isGiven(name))
    .toSorted()
    .map((name) => {
      const [use] = facts.configVarUses.get(name) ?? [];
      const sources = [
        ...(use ? [`read in ${use.file}`] : []),
        ...(facts.dotenvKeys?.has(name) ? ["set in .env"] : []),
        ...(appConfigVars?.has(name) ? [`set on ${appName ?? "the linked app"}`] : []),
      ];
      const { generator } = describeConfigVar(name, "", true);
      const value = { description: use ? `Read in ${use.file}.` : "", ...(generator && { generator }) };
      return { name, detail: sources.join(", "), value, snippet: entryOf(generator) };
    });
}

function entryOf(generator: string | undefined): string {
  return generator ? '{ "description": "$1", "generator": "secret" }' : '{ "description": "$1" }';
}
