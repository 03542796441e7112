import { isSecretName } from "../../dotenv/looks-secret.ts";
import { commonPlans } from "../../manifest/catalogue/addon-plans.ts";

/** What an app.json says about the app that is made from it. */
export interface Template {
  readonly name: string;
  readonly description: string;
  readonly keywords: readonly string[];
  readonly variables: readonly Variable[];
  readonly addons: readonly Addon[];
  /** Runs once, after the first deploy. */
  readonly postdeploy: string | undefined;
}

export interface Variable {
  readonly key: string;
  readonly description: string;
  readonly value: string;
  readonly isRequired: boolean;
  /** The platform invents a value. */
  readonly isGenerated: boolean;
  readonly isSecret: boolean;
}

export interface Addon {
  readonly plan: string;
  /** With its price, where that is known. */
  readonly about: string | undefined;
}

/** Reads an app.json as the platform does: strictly. Throws a sentence when it cannot. */
export function readTemplate(text: string): Template {
  const manifest = parse(text);
  const { name, description, keywords, env, addons, scripts } = manifest;
  return {
    name: string(name),
    description: string(description),
    keywords: list(keywords).map(string),
    variables: Object.entries(record(env)).map(([key, value]) => variable(key, value)),
    addons: list(addons).map(addon),
    postdeploy: command(record(scripts)["postdeploy"]),
  };
}

/** Those that somebody has to fill in before the app can be made. */
export function openVariables(variables: readonly Variable[]): readonly Variable[] {
  return variables.filter(({ isRequired, isGenerated, value }) => isRequired && !isGenerated && value === "");
}

/** What is sent: only values that differ from those of the app.json, which the platform reads itself. */
export function overrides(
  variables: readonly Variable[],
  values: ReadonlyMap<string, string>,
): Readonly<Record<string, string>> {
  const changed = variables.filter(({ key, value }) => values.has(key) && values.get(key) !== value);
  return Object.fromEntries(changed.map(({ key }) => [key, values.get(key) ?? ""]));
}

/** The short form is the value. */
function variable(key: string, entry: unknown): Variable {
  const given = typeof entry === "string" ? { value: entry } : record(entry);
  const { description, value, required, generator } = given as Record<string, unknown>;
  return {
    key,
    description: string(description),
    value: string(value),
    isRequired: required !== false,
    isGenerated: generator === "secret",
    isSecret: generator === "secret" || isSecretName(key),
  };
}

function addon(entry: unknown): Addon {
  const plan = typeof entry === "string" ? entry : string(record(entry)["plan"]);
  return { plan, about: commonPlans.get(plan) };
}

function command(script: unknown): string | undefined {
  const text = typeof script === "string" ? script : string(record(script)["command"]);
  return text === "" ? undefined : text;
}

function parse(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new Error("Its app.json is not valid JSON.", { cause });
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new Error("Its app.json is not a JSON object.");
  return value as Record<string, unknown>;
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function string(value: unknown): string {
  return typeof value === "string" ? value : "";
}
