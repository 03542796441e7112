import type { Node } from "jsonc-parser";
import type { Fix, Problem } from "../../language/problem.ts";
import type { Surroundings } from "../../language/project-facts.ts";
import type { Edit } from "../../language/text.ts";
import { itemsOf, type JsonDocument, type Offsets, type Property, propertiesOf } from "../json-document.ts";
import { type ManifestCode, severityOf } from "../rules.ts";
import { sectionsOf } from "../sections.ts";

/** An app.json with what it is checked against. */
export interface CheckedManifest {
  readonly document: JsonDocument;
  readonly root: Node;
  readonly surroundings: Surroundings;
}

export type ManifestCheck = (manifest: CheckedManifest) => Problem[];

export function problem(
  { document }: Pick<CheckedManifest, "document">,
  code: ManifestCode,
  at: Offsets,
  message: string,
  more: Partial<Problem> = {},
): Problem {
  return { code, severity: severityOf(code), message, range: document.rangeOf(at), ...more };
}

/** The entries of an object of every section: all of `env`, all of `formation`. */
export function entriesOf(root: Node, key: "env" | "formation" | "scripts"): Property[] {
  return sectionsOf(root, key).flatMap(propertiesOf);
}

export function listed(root: Node, key: "addons" | "buildpacks"): Node[] {
  return sectionsOf(root, key).flatMap(itemsOf);
}

export function replace(
  { document }: Pick<CheckedManifest, "document">,
  at: Offsets,
  value: unknown,
  title: string,
  safe = false,
): Fix {
  return { title, safe, edits: [{ range: document.rangeOf(at), text: JSON.stringify(value) }] };
}

/** Takes a property or an item of a list away, and the comma that goes with it. */
export function remove(manifest: Pick<CheckedManifest, "document">, node: Node, title: string, safe = false): Fix[] {
  const edits = removal(manifest.document, node);
  return edits.length === 0 ? [] : [{ title, safe, edits }];
}

/** Up to the next entry, or from the end of the one before; the only one alone. */
function removal({ rangeOf }: JsonDocument, node: Node): Edit[] {
  const siblings = node.parent?.children ?? [];
  const at = siblings.indexOf(node);
  if (at === -1) return [];
  const [before, next] = [siblings[at - 1], siblings[at + 1]];
  const from = !next && before ? before.offset + before.length : node.offset;
  const to = next ? next.offset : node.offset + node.length;
  return [{ range: rangeOf({ offset: from, length: to - from }), text: "" }];
}
