import type { Node } from "jsonc-parser";
import { memberOf, propertiesOf } from "./json-document.ts";

/** The file's top level and what `environments` puts in its place. */
export function sections(root: Node | undefined): Node[] {
  const environments = propertiesOf(memberOf(root, "environments")).map(({ value }) => value);
  return [root, ...environments].filter((section) => section !== undefined);
}

/** A key of every section: all of `env`, all of `formation`. */
export function sectionsOf(root: Node | undefined, key: string): Node[] {
  return sections(root).flatMap((section) => memberOf(section, key) ?? []);
}
