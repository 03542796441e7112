import { rangeNotSatisfiable } from "./errors.ts";

/** How a list may be sorted; the first attribute is the default. */
export interface Sorting {
  readonly attributes: readonly string[];
  /** Attributes that several items may have in common; their ids then tell the items apart. */
  readonly shared?: readonly string[];
}

export interface Page {
  readonly status: 200 | 206;
  readonly items: readonly unknown[];
  readonly headers: Readonly<Record<string, string>>;
}

interface Range {
  readonly attribute: string;
  readonly first: Bound | null;
  readonly last: Bound | null;
  readonly descending: boolean;
  readonly max: number;
}

interface Bound {
  readonly value: string;
  /** Set in what we gave out ourselves as `Next-Range` for a shared attribute. */
  readonly id: string | null;
  readonly inclusive: boolean;
}

type Item = Readonly<Record<string, unknown>> & { readonly id?: unknown };

const defaultMax = 200;
const largestMax = 1000;

/**
 * Cuts a page out of a list (Dev Center: platform-api-reference, ranges). Throws 416 for a range that cannot be read.
 * `header` is the request's `Range`; empty and absent mean the first 200.
 */
export function cutPage(all: readonly unknown[], sorting: Sorting, header: string | undefined): Page {
  const range = parseRange(header ?? "", sorting);
  const isShared = sorting.shared?.includes(range.attribute) ?? false;
  const direction = range.descending ? -1 : 1;
  const sorted = (all as readonly Item[]).toSorted((a, b) => direction * compareItems(a, b, range.attribute));
  const wanted = sorted.filter((item) => isWithin(item, range, direction));
  const items = wanted.slice(0, range.max);
  const truncated = wanted.length > items.length;
  return {
    status: truncated ? 206 : 200,
    items,
    headers: {
      "Accept-Ranges": sorting.attributes.join(", "),
      ...contentRange(items, range),
      ...(truncated ? { "Next-Range": nextRange(items, range, isShared) } : {}),
    },
  };
}

/** `<attribute> [[|]]<first>..<last>[[|]]; order=asc|desc, max=N`, parameters separated by `,` or `;` in any order. */
function parseRange(header: string, sorting: Sorting): Range {
  const [bounds = "", ...parameters] = header.split(/[;,]/).map((part) => part.trim());
  const attribute = sorting.attributes[0] ?? "id";
  if (bounds === "" && parameters.every((part) => part === "")) return { attribute, ...everything, ...defaults };
  return { ...parseBounds(bounds, sorting), ...parseParameters(parameters) };
}

const everything = { first: null, last: null };
const defaults = { descending: false, max: defaultMax };

function parseBounds(text: string, sorting: Sorting): Pick<Range, "attribute" | "first" | "last"> {
  const match = /^(\w+)\s+([[\]]?)(.*?)\.\.(.*?)([[\]]?)$/.exec(text);
  const [, attribute = "", opening = "", first = "", last = "", closing = ""] = match ?? [];
  if (!match) throw rangeNotSatisfiable(`Invalid range: ${text}`);
  if (!sorting.attributes.includes(attribute)) {
    throw rangeNotSatisfiable(`Cannot sort by ${attribute}. Sortable: ${sorting.attributes.join(", ")}.`);
  }
  if (first === "" && last !== "") throw rangeNotSatisfiable("A range needs a start.");
  return {
    attribute,
    first: first === "" ? null : parseBound(first, opening !== "]"),
    last: last === "" ? null : parseBound(last, closing !== "["),
  };
}

function parseBound(text: string, inclusive: boolean): Bound {
  const [value = "", id = null] = text.split("~", 2);
  return { value, id, inclusive };
}

function parseParameters(parameters: readonly string[]): Pick<Range, "descending" | "max"> {
  let { descending, max } = defaults;
  for (const parameter of parameters) {
    const [, name, value = ""] = /^(\w+)\s*=\s*(\w+)$/.exec(parameter) ?? [];
    if (parameter === "") continue;
    if (name === "order" && (value === "asc" || value === "desc")) descending = value === "desc";
    else if (name === "max" && /^[1-9]\d{0,8}$/.test(value)) max = Math.min(Number(value), largestMax);
    else throw rangeNotSatisfiable(`Invalid range parameter: ${parameter}`);
  }
  return { descending, max };
}

function isWithin(item: Item, range: Range, direction: number): boolean {
  const { first, last, attribute } = range;
  if (first) {
    const order = direction * compareToBound(item, first, attribute);
    if (order < 0 || (order === 0 && !first.inclusive)) return false;
  }
  if (last) {
    const order = direction * compareToBound(item, last, attribute);
    if (order > 0 || (order === 0 && !last.inclusive)) return false;
  }
  return true;
}

function compareItems(a: Item, b: Item, attribute: string): number {
  return compareValues(a[attribute], b[attribute]) || compareValues(a.id, b.id);
}

function compareToBound(item: Item, bound: Bound, attribute: string): number {
  const value = item[attribute];
  const order = compareValues(value, typeof value === "number" ? Number(bound.value) : bound.value);
  return order || (bound.id === null ? 0 : compareValues(item.id, bound.id));
}

function compareValues(a: unknown, b: unknown): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  const [left, right] = [String(a), String(b)];
  return left < right ? -1 : Number(left > right);
}

function contentRange(items: readonly Item[], { attribute }: Range): Record<string, string> {
  const [first, last] = [items[0], items.at(-1)];
  if (!first || !last) return {};
  return { "Content-Range": `${attribute} ${String(first[attribute])}..${String(last[attribute])}` };
}

function nextRange(items: readonly Item[], range: Range, isShared: boolean): string {
  const last = items.at(-1);
  const after = `${String(last?.[range.attribute])}${isShared ? `~${String(last?.id)}` : ""}`;
  const end = range.last ? `${range.last.value}${range.last.inclusive ? "" : "["}` : "";
  return `${range.attribute} ]${after}..${end}; ${range.descending ? "order=desc," : ""}max=${range.max}`;
}
