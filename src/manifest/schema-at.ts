import { type ManifestSchema, manifestSchema } from "./schema.ts";

/** Path in an app.json: keys, and places in lists. */
export type JsonPath = readonly (string | number)[];

/** What the schema says of a place; undefined where it says nothing. */
export function schemaAt(path: JsonPath): ManifestSchema | undefined {
  return path.reduce<ManifestSchema | undefined>((schema, step) => schema && inside(schema, step), manifestSchema);
}

function inside(schema: ManifestSchema, step: string | number): ManifestSchema | undefined {
  if (typeof step === "number") return schema.items;
  const { properties = {}, additionalProperties } = schema;
  return Object.hasOwn(properties, step) ? properties[step] : additionalProperties || undefined;
}

/** A place as it is called without the environment around it, which has the same keys as the top level. */
export function withoutEnvironment(path: JsonPath): JsonPath {
  return path[0] === "environments" && path.length > 2 ? path.slice(2) : path;
}
