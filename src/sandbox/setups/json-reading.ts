export type JsonObject = Readonly<Record<string, unknown>>;

/** Gets the sentences of what is wrong. */
export type Problems = { push(sentence: string): unknown };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The entries of an object that may be missing. */
export function objectsOf(root: JsonObject, name: string, errors: Problems): [string, unknown][] {
  const value = root[name];
  if (value === undefined) return [];
  if (!isObject(value)) errors.push(`${name} must be an object`);
  return isObject(value) ? Object.entries(value) : [];
}

export function stringOf(root: JsonObject, name: string, errors: Problems): string | undefined {
  const value = root[name];
  if (value === undefined) return undefined;
  if (typeof value !== "string") errors.push(`${name} must be a string`);
  return typeof value === "string" ? value : undefined;
}
