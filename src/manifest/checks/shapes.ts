import type { Node } from "jsonc-parser";
import type { Fix, Problem } from "../../language/problem.ts";
import { itemsOf, type Property, propertiesOf } from "../json-document.ts";
import { nearest } from "../nearest.ts";
import { type JsonType, type ManifestSchema, manifestSchema } from "../schema.ts";
import { type CheckedManifest, problem, remove, replace } from "./manifest.ts";

/** Types, keys and doublets, as the schema has them. */
export function checkShapes(manifest: CheckedManifest): Problem[] {
  return checkNode(manifest, manifest.root, manifestSchema, "app.json");
}

function checkNode(manifest: CheckedManifest, node: Node, schema: ManifestSchema, name: string): Problem[] {
  const types = [schema.type].flat();
  if (!types.some((type) => isOfType(node, type))) return [wrongType(manifest, node, schema, name)];
  if (node.type === "array") return itemsOf(node).flatMap((item) => checkItem(manifest, item, schema, name));
  return node.type === "object" ? checkObject(manifest, node, schema, name) : [];
}

function checkItem(manifest: CheckedManifest, item: Node, schema: ManifestSchema, name: string): Problem[] {
  return schema.items ? checkNode(manifest, item, schema.items, `an entry of ${name}`) : [];
}

function checkObject(manifest: CheckedManifest, node: Node, schema: ManifestSchema, name: string): Problem[] {
  const properties = propertiesOf(node);
  const lasts = new Map(properties.map((property) => [property.name, property]));
  const missing = (schema.required ?? []).filter((key) => !lasts.has(key));
  return [
    ...missing.map((key) => missingKey(manifest, node, key, properties, name)),
    ...doublets(manifest, properties, lasts),
    ...properties.flatMap((property) => checkProperty(manifest, property, schema, lasts)),
  ];
}

function checkProperty(
  manifest: CheckedManifest,
  property: Property,
  schema: ManifestSchema,
  all: ReadonlyMap<string, Property>,
): Problem[] {
  const { name, value } = property;
  const { properties = {}, additionalProperties } = schema;
  const own = Object.hasOwn(properties, name) ? properties[name] : additionalProperties || undefined;
  if (own) return value ? checkNode(manifest, value, own, name) : [];
  return unknownKey(manifest, property, schema, all);
}

/** A key of other tools that read the same file (Dokku's, and `$…`, `_…`, `//` that stand for comments) is left alone. */
const ofOthers = /^(?:healthchecks|cron|dokku|\/\/.*|[$_].*|x-.*)$/;

function unknownKey(
  manifest: CheckedManifest,
  { name, key }: Property,
  { properties, additionalProperties }: ManifestSchema,
  all: ReadonlyMap<string, Property>,
): Problem[] {
  if (!properties || ofOthers.test(name)) return [];
  const free = Object.keys(properties).filter((known) => !all.has(known));
  const near = slips[name] !== undefined && free.includes(slips[name]) ? slips[name] : nearest(name, free);
  if (near === undefined && additionalProperties !== false) return [];
  const message = `The platform does not read \`${name}\` here.${near === undefined ? "" : ` Is it \`${near}\`?`}`;
  const fixes = near === undefined ? removing(manifest, key) : [replace(manifest, key, near, `Change to ${near}`)];
  return [
    problem(manifest, "app-json-unknown-key", key, message, {
      fixes,
      ...(near === undefined && { tag: "unnecessary" }),
    }),
  ];
}

const slips: Readonly<Record<string, string>> = {
  "add-ons": "addons",
  add_ons: "addons",
  config: "env",
  environment: "env",
  processes: "formation",
  dynos: "formation",
  homepage: "website",
  icon: "logo",
  tags: "keywords",
  count: "quantity",
  default: "value",
  predestroy: "pr-predestroy",
  "post-deploy": "postdeploy",
};

function removing(manifest: CheckedManifest, key: Node): Fix[] {
  return key.parent ? remove(manifest, key.parent, "Remove this key") : [];
}

function doublets(
  manifest: CheckedManifest,
  properties: readonly Property[],
  lasts: ReadonlyMap<string, Property>,
): Problem[] {
  return properties.flatMap((property) => {
    const { name, key } = property;
    const last = lasts.get(name);
    if (!last || last === property) return [];
    const related = [{ message: "This one counts", range: manifest.document.rangeOf(last.key) }];
    const message = `\`${name}\` comes again below: a JSON reader keeps the last one, and this one is lost.`;
    const fixes = removing(manifest, key);
    return [problem(manifest, "app-json-duplicate-key", key, message, { related, fixes, tag: "unnecessary" })];
  });
}

function missingKey(
  manifest: CheckedManifest,
  node: Node,
  key: string,
  properties: readonly Property[],
  name: string,
): Problem {
  const message = `${capital(name)} needs \`${key}\`.`;
  const empty = { range: manifest.document.rangeOf({ offset: node.offset + 1, length: 0 }) };
  const text = `"${key}": ""${properties.length > 0 ? ", " : ""}`;
  const fixes = [{ title: `Add ${key}`, safe: false, edits: [{ ...empty, text }] }];
  return problem(manifest, "app-json-missing-key", node, message, { fixes });
}

function wrongType(manifest: CheckedManifest, node: Node, schema: ManifestSchema, name: string): Problem {
  const better = converted(node, schema);
  const hint = better === undefined ? "" : `: write ${JSON.stringify(better)}`;
  const message = `${capital(name)} is ${words(schema)}${hint}.`;
  const fixes =
    better === undefined ? [] : [replace(manifest, node, better, `Change to ${JSON.stringify(better)}`, true)];
  return problem(manifest, "app-json-wrong-type", node, message, { fixes });
}

/** What was surely meant, in the type that belongs there. */
function converted(node: Node, schema: ManifestSchema): unknown {
  const types = [schema.type].flat();
  const { value } = node;
  if (types.includes("string") && (typeof value === "number" || typeof value === "boolean")) return String(value);
  if (types.includes("integer") && typeof value === "string" && /^\d{1,9}$/.test(value.trim())) return Number(value);
  if (types.includes("boolean") && /^(?:true|false)$/i.test(value)) return value.toLowerCase() === "true";
  if (typeof value !== "string") return undefined;
  if (types.includes("array")) return [schema.items?.type === "object" ? { url: value } : value];
  return schema.required?.includes("url") ? { url: value } : undefined;
}

function words({ type }: ManifestSchema): string {
  const named = [type].flat().map((one) => typeWords[one]);
  return named.join(" or ");
}

const typeWords: Readonly<Record<JsonType, string>> = {
  object: "an object in braces",
  array: "a list in brackets",
  string: "text in double quotes",
  boolean: "true or false without quotes",
  integer: "a whole number without quotes",
};

function capital(name: string): string {
  return name.startsWith("an entry") ? `A${name.slice(1)}` : `\`${name}\``;
}

function isOfType({ type, value }: Node, wanted: JsonType): boolean {
  return wanted === "integer" ? type === "number" && Number.isInteger(value) : type === wanted;
}
