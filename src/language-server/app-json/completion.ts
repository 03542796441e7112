import { getLocation, type Location } from "jsonc-parser";
import { type CompletionItem, CompletionItemKind, InsertTextFormat } from "vscode-languageserver-types";
import type { Position } from "../../language/text.ts";
import { isKnownForeign } from "../../manifest/foreign.ts";
import { depthOf, memberOf, parseJson, propertiesOf } from "../../manifest/json-document.ts";
import { withoutEnvironment } from "../../manifest/schema-at.ts";
import type { Context } from "../contexts.ts";
import { describeValue } from "./hover.ts";
import { jsonService } from "./json-service.ts";
import { type KeyOffer, keyOffers } from "./key-offers.ts";

export const appJsonCompletionTriggers = ['"', ":", " "] as const;

/** Deeper than any manifest; the JSON service calls itself. */
const deepest = 200;

/** What the schema allows, and of this project the process types and config vars. */
export async function appJsonCompletion(context: Context, position: Position): Promise<CompletionItem[]> {
  const text = context.text.getText();
  if (depthOf(text) > deepest) return [];
  const { root } = parseJson(text);
  if (root && isKnownForeign(root)) return [];
  const offset = context.text.offsetAt(position);
  const place = getLocation(text, offset);
  const items = [...ownItems(context, place, offset), ...(await schemaItems(context, position, place))];
  return context.client?.snippets ? items : items.map(plain);
}

async function schemaItems(context: Context, position: Position, place: Location): Promise<CompletionItem[]> {
  const service = await jsonService();
  const { text } = context;
  const found = await service.doComplete(text, position, service.parseJSONDocument(text));
  const key = String(place.path.findLast((step) => typeof step === "string" && step !== ""));
  return (found?.items ?? [])
    .filter(({ label }) => label !== "$schema")
    .map((item) => ({ ...item, ...detailOf(key, item.label) }));
}

function detailOf(key: string, label: string): Pick<CompletionItem, "detail"> {
  const detail = describeValue(key, label.replace(/^"|"$/g, ""));
  return detail === undefined ? {} : { detail };
}

function ownItems(context: Context, place: Location, offset: number): CompletionItem[] {
  if (!place.isAtPropertyKey) return [];
  const path = withoutEnvironment(place.path);
  if (path.length !== 2) return [];
  const text = context.text.getText();
  const parent = memberOf(parseJson(text).root, ...place.path.slice(0, -1).map(String));
  const typed = keyAround(place, offset);
  const taken = new Set(
    propertiesOf(parent)
      .filter(({ key }) => key.offset !== typed?.offset)
      .map(({ name }) => name),
  );
  const [from, to] = typed ? [typed.offset, typed.offset + typed.length] : [offset, offset];
  const range = { start: context.text.positionAt(from), end: context.text.positionAt(to) };
  return keyOffers(context, String(path[0]))
    .filter(({ name }) => !taken.has(name))
    .map((offer, index) => keyItem(offer, index, range, text.slice(to)));
}

/** The key that is being typed, with its quotes as far as they are there. */
function keyAround({ previousNode }: Location, offset: number): Location["previousNode"] {
  if (previousNode?.type !== "property" && previousNode?.type !== "string") return undefined;
  return offset <= previousNode.offset + previousNode.length ? previousNode : undefined;
}

function keyItem(offer: KeyOffer, index: number, range: CompletionRange, after: string): CompletionItem {
  const key = JSON.stringify(offer.name);
  const hasValue = /^\s*:/.test(after);
  const comma = /^\s*"/.test(after) ? "," : "";
  return {
    label: offer.name,
    kind: CompletionItemKind.Property,
    detail: offer.detail,
    filterText: key,
    // Before what the schema offers.
    sortText: `!${String(index).padStart(4, "0")}`,
    textEdit: { range, newText: hasValue ? key : `${escaped(key)}: ${offer.snippet}${comma}` },
    insertTextFormat: hasValue ? InsertTextFormat.PlainText : InsertTextFormat.Snippet,
  };
}

type CompletionRange = { readonly start: Position; readonly end: Position };

function escaped(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}

/** For a client without snippets: the words that stand in the places, without the places. */
function plain(item: CompletionItem): CompletionItem {
  if (item.insertTextFormat !== InsertTextFormat.Snippet) return item;
  const { textEdit, insertText } = item;
  return {
    ...item,
    insertTextFormat: InsertTextFormat.PlainText,
    ...(textEdit && { textEdit: { ...textEdit, newText: withoutPlaces(textEdit.newText) } }),
    ...(insertText !== undefined && { insertText: withoutPlaces(insertText) }),
  };
}

function withoutPlaces(snippet: string): string {
  return snippet.replace(
    /\\([\\$}])|\$\{\d+:([^}]*)\}|\$\{?\d+\}?/g,
    (_, character = "", word = "") => character + word,
  );
}
