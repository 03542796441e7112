/** The value as a `.env` file spells it. */
export function quoteValue(value: string): { readonly text: string } {
  if (/^[\w./:@%+,-]*$/.test(value)) return { text: value };
  if (!/['\n\r]/.test(value)) return { text: `'${value}'` };
  const escaped = value.replace(/["\\]/g, "\\$&").replaceAll("\n", "\\n").replaceAll("\r", "\\r");
  return { text: `"${escaped}"` };
}
