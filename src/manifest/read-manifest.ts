import type { Node } from "jsonc-parser";
import type { ManifestFacts, ManifestVariable } from "../language/project-facts.ts";
import type { Place } from "../language/text.ts";
import { type JsonDocument, memberOf, parseJson, propertiesOf, stringOf } from "./json-document.ts";

/**
 * What an app.json declares, as far as it can be read; undefined when it is no JSON object. `file` is its path from the
 * project's root, for the places.
 */
export function readManifest(text: string, file: string): ManifestFacts | undefined {
  const document = parseJson(text);
  if (document.root?.type !== "object") return undefined;
  const placeOf = placer(document, file);
  const env = propertiesOf(memberOf(document.root, "env")).map(
    ({ name, key, value }) => [name, readVariable(value, placeOf(key))] as const,
  );
  const formation = propertiesOf(memberOf(document.root, "formation")).map(
    ({ name, key }) => [name, placeOf(key)] as const,
  );
  return { env: new Map(env), formation: new Map(formation) };
}

/** The short form, a string, is the value; otherwise a variable is required unless it says `false`. */
function readVariable(node: Node | undefined, place: Place): ManifestVariable {
  const short = stringOf(node);
  if (short !== undefined) return { description: undefined, value: short, required: true, generated: false, place };
  return {
    description: stringOf(memberOf(node, "description")),
    value: stringOf(memberOf(node, "value")),
    required: memberOf(node, "required")?.value !== false,
    generated: memberOf(node, "generator") !== undefined,
    place,
  };
}

function placer({ rangeOf }: JsonDocument, file: string): (node: Node) => Place {
  return (node) => ({ file, range: rangeOf(node) });
}
