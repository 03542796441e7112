import type { DotenvReading } from "./reading.ts";

/**
 * heroku local 11.10, which is node-foreman 3.0.1, `lib/envs.js`: a JSON document, else lines that end at LF. A comment
 * may end at any line end of JavaScript's.
 */
export function readHerokuLocal(text: string): DotenvReading {
  const json = parseJson(text);
  if (json) return { kind: "read", values: flatten(json.value) };
  const values = new Map<string, string>();
  for (const [number, line] of text.split("\n").entries()) {
    const entry = withoutComments(line).trim();
    if (entry.length <= 2) continue;
    const equals = entry.indexOf("=");
    const key = (equals === -1 ? entry : entry.slice(0, equals)).trim();
    const value = meaning(equals === -1 ? "" : entry.slice(equals + 1).trim());
    if (value === undefined) {
      return { kind: "refused", message: "Cannot read properties of null (reading '1')", line: number };
    }
    values.set(key, value);
  }
  return { kind: "read", values };
}

function withoutComments(line: string): string {
  const pieces = line.split(/([\r\u2028\u2029])/);
  return pieces.map((piece) => (piece.trimStart().startsWith("#") ? "" : piece)).join("");
}

/** Undefined: the quote has no end, and the program dies. */
function meaning(value: string): string | undefined {
  const quote = value[0];
  if (quote === '"' || quote === "'") {
    const close = value.indexOf(quote, 1);
    return close === -1 ? undefined : value.slice(1, close);
  }
  const lastEnd = Math.max(...["\r", "\u2028", "\u2029"].map((end) => value.lastIndexOf(end)));
  const hash = value.indexOf("#", lastEnd + 1);
  return hash === -1 ? value : value.slice(0, hash).trimEnd();
}

function parseJson(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** Keys of nested objects and places in lists are joined with `_`, in upper case; null is nothing. */
function flatten(json: unknown): Map<string, string> {
  const values = new Map<string, string>();
  const open = [{ path: "", item: json }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { path, item } = next;
    if (typeof item !== "object") {
      if (path !== "") values.set(path.toUpperCase(), String(item));
      continue;
    }
    const children = Object.entries(item ?? {});
    for (const [key, child] of children.toReversed()) open.push({ path: path ? `${path}_${key}` : key, item: child });
  }
  return values;
}
