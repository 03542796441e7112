import type { DotenvReading } from "./reading.ts";

/** heroku local 11.10, which is node-foreman 3.0.1, `lib/envs.js`: a JSON document, else lines. */
export function readHerokuLocal(text: string): DotenvReading {
  const json = parseJson(text);
  if (json) return { kind: "read", values: flatten(json.value) };
  const values = new Map<string, string>();
  for (const [number, line] of text.split("\n").entries()) {
    const trimmed = line.trim();
    if (trimmed.startsWith("#") || trimmed.length <= 2) continue;
    const equals = trimmed.indexOf("=");
    const key = (equals === -1 ? trimmed : trimmed.slice(0, equals)).trim();
    const value = meaning(equals === -1 ? "" : trimmed.slice(equals + 1).trim());
    if (value === undefined) {
      return { kind: "refused", message: "Cannot read properties of null (reading '1')", line: number };
    }
    values.set(key, value);
  }
  return { kind: "read", values };
}

/** Undefined: the quote has no end, and the program dies. */
function meaning(value: string): string | undefined {
  const quote = value[0];
  if (quote === '"' || quote === "'") {
    const close = value.indexOf(quote, 1);
    return close === -1 ? undefined : value.slice(1, close);
  }
  const hash = value.indexOf("#");
  return hash === -1 ? value : value.slice(0, hash).trimEnd();
}

function parseJson(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** Keys of nested objects and places in lists are joined with `_`, in upper case. */
function flatten(json: unknown): Map<string, string> {
  const values = new Map<string, string>();
  const open: { path: string; item: unknown }[] = [{ path: "", item: json }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { path, item } = next;
    if (isContainer(item)) {
      const children = Object.entries(item).map(([key, child]) => ({
        path: path ? `${path}_${key}` : key,
        item: child,
      }));
      for (const child of children.toReversed()) open.push(child);
    } else if (path !== "") values.set(path.toUpperCase(), String(item));
  }
  return values;
}

function isContainer(item: unknown): item is object {
  return typeof item === "object" && item !== null;
}
