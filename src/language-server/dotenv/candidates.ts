import type { DotenvContext } from "../contexts.ts";

/** A key that the file could have. */
export interface Candidate {
  readonly name: string;
  readonly description: string | undefined;
  /** app.json requires it and gives it no value. */
  readonly required: boolean;
  readonly generated: boolean;
  /** The value in app.json. */
  readonly sample: string | undefined;
  /** Who knows it, in a few words each. */
  readonly sources: readonly string[];
}

/** What every machine has set already. */
const ordinary = new Set(["PATH", "HOME", "USER", "SHELL", "PWD", "TERM", "TMPDIR", "HOSTNAME", "DYNO", "_"]);

/** Keys that app.json declares, code reads or the linked app has: in this order, each once. */
export function candidates(context: DotenvContext): Candidate[] {
  const { facts, appConfigVars } = context.surroundings;
  const names = new Set([
    ...(facts.manifest?.env.keys() ?? []),
    ...facts.configVarUses.keys(),
    ...(appConfigVars ?? []),
  ]);
  return [...names].filter((name) => !ordinary.has(name)).map((name) => candidate(context, name));
}

export function candidate({ surroundings }: DotenvContext, name: string): Candidate {
  const { facts, appConfigVars, appName } = surroundings;
  const declared = facts.manifest?.env.get(name);
  const [use] = facts.configVarUses.get(name) ?? [];
  return {
    name,
    description: declared?.description,
    required: declared?.required === true && declared.value === undefined && !declared.generated,
    generated: declared?.generated === true,
    sample: declared?.value,
    sources: [
      ...(declared ? ["app.json"] : []),
      ...(use ? [`${use.file}:${use.range.start.line + 1}`] : []),
      ...(appConfigVars?.has(name) ? [appName ?? "the linked app"] : []),
    ],
  };
}
