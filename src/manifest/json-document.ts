import { type Node, type ParseError, parseTree } from "jsonc-parser";
import type { Range } from "../language/text.ts";
import { lineMap } from "./line-map.ts";

/** A JSON text with places. Read leniently: comments, trailing commas and other faults leave a tree of what is there. */
export interface JsonDocument {
  readonly text: string;
  /** Undefined for an empty text, and for one that nests deeper than any manifest. */
  readonly root: Node | undefined;
  /** Without comments and trailing commas, which `findLooseTokens` finds. */
  readonly errors: readonly ParseError[];
  rangeOf(node: Offsets): Range;
}

export interface Offsets {
  readonly offset: number;
  readonly length: number;
}

export interface Property {
  readonly name: string;
  readonly key: Node;
  /** Undefined while it is being typed. */
  readonly value: Node | undefined;
}

/** Deeper than this a parser that calls itself could run out of stack. */
const deepest = 200;

export function parseJson(text: string): JsonDocument {
  const errors: ParseError[] = [];
  const tooDeep = depthOf(text) > deepest;
  const root = tooDeep ? undefined : parseTree(text, errors, { allowTrailingComma: true, allowEmptyContent: true });
  const lines = lineMap(text);
  const rangeOf = ({ offset, length }: Offsets): Range => lines(offset, offset + length);
  return { text, root, errors, rangeOf };
}

/** The properties of an object, the later of two with the same name included; none of anything else. */
export function propertiesOf(node: Node | undefined): Property[] {
  if (node?.type !== "object") return [];
  return (node.children ?? []).flatMap(({ children = [] }) => {
    const [key, value] = children;
    return key && typeof key.value === "string" ? [{ name: key.value, key, value }] : [];
  });
}

/** The value that a reader takes, which is the last one of that name. */
export function memberOf(node: Node | undefined, ...path: string[]): Node | undefined {
  return path.reduce<Node | undefined>(
    (found, name) => propertiesOf(found).findLast((property) => property.name === name)?.value,
    node,
  );
}

export function stringOf(node: Node | undefined): string | undefined {
  return typeof node?.value === "string" ? node.value : undefined;
}

export function itemsOf(node: Node | undefined): readonly Node[] {
  return node?.type === "array" ? (node.children ?? []) : [];
}

/** How deep brackets nest, strings left out. */
export function depthOf(text: string): number {
  let depth = 0;
  let highest = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (quoted && character === "\\") at += 1;
    else if (character === '"' || (quoted && character === "\n")) quoted = character === '"' && !quoted;
    else if (!quoted && (character === "{" || character === "[")) highest = Math.max(highest, ++depth);
    else if (!quoted && (character === "}" || character === "]")) depth -= 1;
  }
  return highest;
}
