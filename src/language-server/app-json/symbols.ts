import type { Node } from "jsonc-parser";
import { type DocumentSymbol, SymbolKind } from "vscode-languageserver-types";
import { itemsOf, type JsonDocument, memberOf, propertiesOf, stringOf } from "../../manifest/json-document.ts";
import type { Context } from "../contexts.ts";
import { ownManifest } from "./at-position.ts";

/** The outline: keys with their values in short, but no value of a config var. */
export function appJsonSymbols(context: Context): DocumentSymbol[] {
  const document = ownManifest(context);
  return document?.root ? membersOf(document, document.root, "") : [];
}

function membersOf(document: JsonDocument, node: Node, section: string): DocumentSymbol[] {
  return propertiesOf(node).flatMap(({ name, key, value }) => {
    if (!key.parent) return [];
    const symbol = {
      name: name === "" ? '""' : name,
      kind: kindOf(section, value),
      range: document.rangeOf(key.parent),
    };
    const children = value ? childrenOf(document, value, name, section) : [];
    const detail = section === "env" ? "" : shortOf(value);
    return [{ ...symbol, detail, selectionRange: document.rangeOf(key), children }];
  });
}

/** What stands inside a config var or a process type is told by its own line. */
function childrenOf(document: JsonDocument, value: Node, name: string, section: string): DocumentSymbol[] {
  if (section === "env" || section === "formation" || section === "scripts") return [];
  if (value.type === "object") return membersOf(document, value, name);
  return itemsOf(value).map((item, index) => {
    const text = stringOf(item) ?? stringOf(memberOf(item, "plan")) ?? stringOf(memberOf(item, "url"));
    const range = document.rangeOf(item);
    return { name: text || String(index), kind: kindOf(name, item), range, selectionRange: range };
  });
}

function shortOf(value: Node | undefined): string {
  if (value?.type === "object") {
    const parts = ["quantity", "size", "command"].map((key) => memberOf(value, key)?.value);
    return parts.filter((part) => part !== undefined && typeof part !== "object").join(" × ");
  }
  return value?.children || value?.value === undefined ? "" : String(value.value).slice(0, 80);
}

function kindOf(section: string, value: Node | undefined): SymbolKind {
  if (section === "env") return SymbolKind.Constant;
  if (section === "formation") return SymbolKind.Function;
  if (section === "addons" || section === "buildpacks") return SymbolKind.Package;
  if (value?.type === "array") return SymbolKind.Array;
  return value?.type === "object" ? SymbolKind.Module : SymbolKind.Property;
}
