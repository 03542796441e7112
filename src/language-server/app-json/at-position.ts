import { getNodePath, type Node } from "jsonc-parser";
import { contains, type Position, type Range } from "../../language/text.ts";
import { isForeign } from "../../manifest/foreign.ts";
import { type JsonDocument, parseJson } from "../../manifest/json-document.ts";
import { type JsonPath, withoutEnvironment } from "../../manifest/schema-at.ts";
import type { Context } from "../contexts.ts";

/** A key or a value of an app.json. */
export interface Spot {
  readonly path: JsonPath;
  /** The path without `environments` and the environment's name. */
  readonly plain: JsonPath;
  readonly isKey: boolean;
  readonly node: Node;
  readonly range: Range;
}

/** The document, unless another tool's file or one that cannot be read. */
export function ownManifest({ text }: Context): JsonDocument | undefined {
  const document = parseJson(text.getText());
  return document.root && !isForeign(document.root) ? document : undefined;
}

/** The key or the text, number, true or false at a position. */
export function spotAt(context: Context, position: Position): Spot | undefined {
  const document = ownManifest(context);
  const node = document?.root && leafAt(document, document.root, position);
  if (!document || !node || node.children) return undefined;
  const path = getNodePath(node);
  const isKey = node.parent?.type === "property" && node.parent.children?.[0] === node;
  return { path, plain: withoutEnvironment(path), isKey, node, range: document.rangeOf(node) };
}

function leafAt(document: JsonDocument, node: Node, position: Position): Node {
  const child = node.children?.find((each) => contains(document.rangeOf(each), position));
  return child ? leafAt(document, child, position) : node;
}

/** The process type that a key of `formation` names. */
export function processTypeOf({ plain: [section, name, ...more], isKey }: Spot): string | undefined {
  return section === "formation" && typeof name === "string" && more.length === 0 && isKey ? name : undefined;
}

/** The config var that a key of `env` names. */
export function configVarOf({ plain: [section, name, ...more], isKey }: Spot): string | undefined {
  return section === "env" && typeof name === "string" && more.length === 0 && isKey ? name : undefined;
}

/** The script of package.json that a command runs: `npm run seed`. */
export function npmScriptOf({ plain: [section], isKey, node }: Spot): string | undefined {
  if (section !== "scripts" || isKey || typeof node.value !== "string") return undefined;
  return /\b(?:npm run(?:-script)?|yarn(?: run)?|pnpm(?: run)?) ([\w:.-]+)/.exec(node.value)?.[1];
}
