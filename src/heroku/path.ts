/** A path of the Platform API: path`/apps/${app}/dynos`. Each value becomes one segment, whatever it holds. */
export function path(texts: TemplateStringsArray, ...values: string[]): string {
  return texts.map((text, index) => text + (index < values.length ? segment(values[index] ?? "") : "")).join("");
}

/** `..` and the empty string would address another resource, and a DELETE would then hit that one. */
function segment(value: string): string {
  if (value === "" || value === "." || value === "..") throw new RangeError(`Not a name or id: "${value}"`);
  return encodeURIComponent(value);
}
