import type { Range } from "../language/text.ts";
import { parseJson, propertiesOf } from "./json-document.ts";
import { sectionsOf } from "./sections.ts";

/**
 * Where an app.json names a process type: the keys of `formation`, also those of `environments`. The ranges leave the
 * quotes out, so that a rename replaces exactly the name.
 */
export function processTypePlaces(text: string, type: string): Range[] {
  const { root, rangeOf } = parseJson(text);
  return sectionsOf(root, "formation")
    .flatMap(propertiesOf)
    .filter(({ name }) => name === type)
    .map(({ key }) => rangeOf({ offset: key.offset + 1, length: Math.max(0, key.length - 2) }));
}
