import type { Range } from "../language/text.ts";
import { memberOf, parseJson, propertiesOf } from "./json-document.ts";

/**
 * Where an app.json names a process type: the keys of `formation`, also those of `environments`. The ranges leave the
 * quotes out, so that a rename replaces exactly the name.
 */
export function processTypePlaces(text: string, type: string): Range[] {
  const { root, rangeOf } = parseJson(text);
  const environments = propertiesOf(memberOf(root, "environments")).map(({ value }) => value);
  return [root, ...environments]
    .flatMap((manifest) => propertiesOf(memberOf(manifest, "formation")))
    .filter(({ name }) => name === type)
    .map(({ key }) => rangeOf({ offset: key.offset + 1, length: Math.max(0, key.length - 2) }));
}
