const meanings: Readonly<Record<string, string>> = {
  n: "\n",
  r: "\r",
  t: "\t",
  "\\": "\\",
  '"': '"',
  $: "$",
};

/** What stands between double quotes, in the dialect *workbench*: an unknown escape keeps its backslash. */
export function unescapeDouble(inside: string): string {
  return inside.replace(/\\([\s\S])/g, (whole, character: string) => meanings[character] ?? whole);
}
