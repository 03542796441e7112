import type { Problem } from "../../language/problem.ts";
import { dynoSizes, retiredSizes } from "../catalogue/dyno-sizes.ts";
import { memberOf, type Property, stringOf } from "../json-document.ts";
import { nearest } from "../nearest.ts";
import { type CheckedManifest, entriesOf, problem, replace } from "./manifest.ts";

/** Process types, quantities and sizes; the size of a script's dyno too. */
export function checkFormation(manifest: CheckedManifest): Problem[] {
  const formation = entriesOf(manifest.root, "formation");
  return [
    ...formation.flatMap((entry) => [...checkType(manifest, entry), ...checkQuantity(manifest, entry)]),
    ...[...formation, ...entriesOf(manifest.root, "scripts")].flatMap((entry) => checkSize(manifest, entry)),
  ];
}

function checkType(manifest: CheckedManifest, { name, key }: Property): Problem[] {
  const types = manifest.surroundings.facts.processTypes;
  if (!types || types.has(name) || !describesRoot(manifest)) return [];
  const near = nearest(name, types.keys());
  const message = `The Procfile has no process type \`${name}\`: its dynos cannot be scaled, and the app is not created as described.${near === undefined ? "" : ` Is it \`${near}\`?`}`;
  const fixes = near === undefined ? [] : [replace(manifest, key, near, `Change to ${near}`)];
  return [problem(manifest, "app-json-process-type", key, message, { fixes })];
}

/** The facts are those of the root; and a container's processes stand in heroku.yml. */
function describesRoot({ root, surroundings }: CheckedManifest): boolean {
  const inContainer = stringOf(memberOf(root, "stack")) === "container" || surroundings.facts.files.has("heroku.yml");
  return !inContainer && !surroundings.file.includes("/");
}

function checkQuantity(manifest: CheckedManifest, { name, value }: Property): Problem[] {
  const node = memberOf(value, "quantity");
  if (!node || typeof node.value !== "number") return [];
  if (node.value < 0) return [problem(manifest, "app-json-quantity", node, "A quantity is 0 or more.")];
  const size = stringOf(memberOf(value, "size"))?.toLowerCase();
  if (size !== "eco" || node.value <= 1) return [];
  const message = `Eco has at most one dyno of a process type: \`${name}\` cannot have ${node.value}.`;
  return [
    problem(manifest, "app-json-quantity", node, message, { fixes: [replace(manifest, node, 1, "Change to 1")] }),
  ];
}

function checkSize(manifest: CheckedManifest, { value }: Property): Problem[] {
  const node = memberOf(value, "size");
  const size = stringOf(node);
  if (!node || size === undefined || dynoSizes.has(size.toLowerCase())) return [];
  const successor = retiredSizes.get(size.toLowerCase());
  const better = successor ?? nearest(size, dynoSizes.keys());
  const message = successor
    ? `The dyno size ${size} is retired; ${successor} came in its place.`
    : `No dyno size is called \`${size}\`${better === undefined ? "." : `. Is it \`${better}\`?`}`;
  const fixes = better === undefined ? [] : [replace(manifest, node, better, `Change to ${better}`)];
  return [problem(manifest, "app-json-dyno-size", node, message, { fixes, ...(successor && { tag: "deprecated" }) })];
}
