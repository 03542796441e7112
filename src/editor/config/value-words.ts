/** A revealed value where there is room for one line. */
export function inOneLine(value: string): string {
  const line = value.replace(/\s+/g, " ");
  if (line === "") return "(empty)";
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}
