import { findNodeAtLocation, type Node, type ParseError, parseTree } from "jsonc-parser";
import type { NamedCommand } from "../../language/project-facts.ts";
import { placesIn } from "../positions.ts";

export interface PackageJson {
  /** Undefined when npm could not read the file. */
  readonly scripts: ReadonlyMap<string, NamedCommand> | undefined;
  /** Of every kind but peers. */
  readonly dependencies: ReadonlySet<string>;
  readonly main: string | undefined;
  readonly bin: boolean;
}

/** Undefined for anything but an object. */
export function readPackageJson(text: string, file = "package.json"): PackageJson | undefined {
  const errors: ParseError[] = [];
  const root = parse(text, errors);
  if (root?.type !== "object") return undefined;
  const main = findNodeAtLocation(root, ["main"])?.value as unknown;
  return {
    scripts: errors.length === 0 ? scriptsOf(root, file, text) : undefined,
    dependencies: new Set(
      kinds.flatMap((kind) => properties(findNodeAtLocation(root, [kind])).map(([key]) => key.value)),
    ),
    main: typeof main === "string" && main !== "" ? main : undefined,
    bin: findNodeAtLocation(root, ["bin"]) !== undefined,
  };
}

const kinds = ["dependencies", "devDependencies", "optionalDependencies"];

function parse(text: string, errors: ParseError[]): Node | undefined {
  try {
    return parseTree(text, errors, { disallowComments: true });
  } catch (error) {
    // The parser calls itself per level; ten thousand brackets are no package.json.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function scriptsOf(root: Node, file: string, text: string): Map<string, NamedCommand> {
  const scripts = new Map<string, NamedCommand>();
  const place = placesIn(file, text);
  for (const [key, value] of properties(findNodeAtLocation(root, ["scripts"]))) {
    const command = value.value as unknown;
    if (typeof command !== "string") continue;
    // Without its quotes.
    scripts.set(key.value, { command, place: place(key.offset + 1, key.offset + key.length - 1) });
  }
  return scripts;
}

function properties(node: Node | undefined): (readonly [key: Node & { value: string }, value: Node])[] {
  if (node?.type !== "object") return [];
  return (node.children ?? []).flatMap(({ children: [key, value] = [] }) =>
    key && value ? [[key as Node & { value: string }, value] as const] : [],
  );
}
