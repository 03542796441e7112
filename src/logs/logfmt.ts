/**
 * Reads `key=value key="quoted value" key=`, in any order. A bare word is a key with an empty value; the last
 * of equal keys wins. Never throws: what cannot be read as a pair is skipped.
 */
export function parseLogfmt(text: string): Map<string, string> {
  const pairs = new Map<string, string>();
  for (const [, key = "", quoted, bare] of text.matchAll(pair)) {
    pairs.set(key, quoted === undefined ? (bare ?? "") : unescaped(quoted));
  }
  return pairs;
}

/** A value in quotes, whatever it contains: no value can end the line or begin another field. */
export function quote(value: string): string {
  return needsEscape.test(value) ? `"${value.replace(everyEscape, escaped)}"` : `"${value}"`;
}

/** A value without quotes where that is safe, in quotes elsewhere. */
export function quoteIfNeeded(value: string): string {
  return needsQuotes.test(value) ? quote(value) : value;
}

const pair = /([^\s="]+)(?:=(?:"((?:[^"\\]|\\.)*)"|([^\s"]*)))?/gs;
const controls = "\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029";
const needsEscape = new RegExp(`["\\\\${controls}]`);
const everyEscape = new RegExp(needsEscape, "g");
const needsQuotes = new RegExp(`[\\s"=\\\\${controls}]`);

function escaped(character: string): string {
  if (character === '"' || character === "\\") return `\\${character}`;
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** Other backslashes stay: the platform does not escape the ones in a path. */
function unescaped(value: string): string {
  if (!value.includes("\\")) return value;
  return value.replace(/\\(?:(["\\])|u([0-9a-f]{4}))/g, (_, plain: string | undefined, code: string) =>
    plain === undefined ? String.fromCharCode(Number.parseInt(code, 16)) : plain,
  );
}
